package org.mingle.samples;

import java.util.List;

/** The vocabulary: how things are named, what they do, and how they are hinted at without being named. */
final class Words {
    private Words() {}

    /** Singular and plural, in alternatives of the same order. */
    static List<String[]> nouns(Motif motif) {
        return switch (motif) {
            case BOAT -> plain("boat", "sailboat", "dinghy/dinghies", "yacht", "ship", "ferry/ferries", "vessel");
            case BICYCLE -> plain("bicycle", "bike", "cycle", "two-wheeler", "roadster");
            case LIGHTHOUSE -> plain("lighthouse", "beacon", "light tower", "tower");
            case TREE -> plain("tree", "oak", "maple", "poplar", "spruce", "birch/birches");
            case FISH -> plain("fish/fish", "trout/trout", "perch/perch", "goldfish/goldfish", "carp/carp");
            case HOUSE -> plain("house", "cottage", "cabin", "home", "villa", "farmhouse");
            case KITE -> plain("kite", "paper kite", "stunt kite", "glider");
            case MOUNTAIN -> plain("mountain", "peak", "summit", "alp", "mount");
            case TRAIN -> plain("train", "locomotive", "railcar", "engine", "tram");
            case CUP -> plain("cup", "mug", "teacup", "beaker", "tumbler");
        };
    }

    private static List<String[]> plain(String... nouns) {
        return java.util.Arrays.stream(nouns).map(n -> n.contains("/") ? n.split("/") : new String[] {n, n + "s"}).toList();
    }

    static String doing(Motif motif) {
        return switch (motif) {
            case BOAT -> "(drifting|sailing|at anchor|coming in|moored|heading out)";
            case BICYCLE -> "(parked|leaning on a post|left|rolling|waiting)";
            case LIGHTHOUSE -> "(standing|towering|shining|keeping watch)";
            case TREE -> "(standing|growing|in leaf|swaying|bent by the wind)";
            case FISH -> "(swimming|leaping|gliding|caught|circling)";
            case HOUSE -> "(standing|for sale|with its door open|tucked away|newly painted)";
            case KITE -> "(soaring|flying|dancing|climbing|diving)";
            case MOUNTAIN -> "(rising|towering|standing|under old snow|in the distance)";
            case TRAIN -> "(passing|rolling|waiting|running late|rattling by)";
            case CUP -> "(steaming|waiting|left half full|freshly washed|cooling)";
        };
    }

    /** Sentences that mean the motif and do not name it. */
    static List<String> hints(Motif motif) {
        return switch (motif) {
            case BOAT -> List.of(
                    "It (left|slipped out of) the (harbour|bay) (at dawn|before breakfast|with the tide).",
                    "The (skipper|crew) (trimmed|hauled in) the canvas and waited for (a breeze|the wind).",
                    "Tied up at the (pier|jetty), it (rocked|creaked) all (night|afternoon).",
                    "The (wake|bow wave) (spread|ran) far behind the {colour} hull.",
                    "With the tide (turning|going out), (someone|the crew) raised the anchor.",
                    "A {colour} (mast|bow) against (the waves|the swell).",
                    "Only the (oars|rudder) (broke|touched) the surface.",
                    "All aboard, said the (captain|skipper), and (cast off|set a course for the islands).");
            case BICYCLE -> List.of(
                    "Two (wheels|tyres) and a {colour} frame, (leaning|propped) against a (wall|fence|post).",
                    "(She|He) (pedalled|coasted) home (along the lane|downhill) without holding the handlebar.",
                    "The (chain|saddle) (squeaked|needed oil) all the way.",
                    "Somebody locked it (by the station|near the shore) and left a basket on the handlebar.",
                    "(Spokes|Tyres) (flashing|humming), the rider (overtook|passed) everyone.",
                    "The bell rang twice and people (stepped|jumped) aside.",
                    "A flat tyre (again|after two miles), and the pump at home.");
            case LIGHTHOUSE -> List.of(
                    "Its (beam|lamp) (swept|crossed) the (rocks|bay|waves) all night.",
                    "The keeper climbed (two hundred|all the) steps to (trim|light) the lamp.",
                    "(Sailors|Captains) set their course by its {colour} bands.",
                    "It guards the (cliffs|reef|harbour mouth), tall and {colour}.",
                    "It (warned|guided) everyone at sea away from the rocks.",
                    "{Colour} stripes, a gallery, a lantern on top.",
                    "Once every ten seconds a flash (reached|touched) the waves.");
            case TREE -> List.of(
                    "Its {colour} leaves (rustled|trembled) in the (breeze|wind).",
                    "The (roots|trunk) had lifted (the pavement|the old wall).",
                    "A (squirrel|crow) (vanished|hid) among the branches.",
                    "In its shade (we|two hikers) rested until the heat had gone.",
                    "The (foliage|crown) is {colour} at this time of the year.",
                    "The (bark|trunk) was older than the village.",
                    "Somebody had tied a swing to the lowest branch.");
            case FISH -> List.of(
                    "(Scales|Fins) that (glitter|shine) {colour} under the surface.",
                    "Something {colour} (darted|glided) below the waves and was gone.",
                    "The (gills|fins) hardly moved.",
                    "It (took|ignored) the (hook|bait) (at once|all morning).",
                    "The angler's (net|bucket) was (nearly empty|not empty any more).",
                    "A flick of the tail and (bubbles|ripples) were all that remained.",
                    "It (swam|turned) once around the (pond|bowl) and (came up|dived).");
            case HOUSE -> List.of(
                    "Smoke rose from the chimney and a lamp burned in the window.",
                    "The (roof|porch) (leaks|needs repair), but the {colour} walls are dry.",
                    "(A family of five|My grandmother|A painter) lives behind that {colour} door.",
                    "The (shutters|curtains) were closed and nobody answered the door.",
                    "(Four walls|Two rooms), a roof and a garden gate.",
                    "For sale, with (a cellar|an attic) and a garden.",
                    "The key is under the mat and the stove is lit.");
            case KITE -> List.of(
                    "The (string|line) (tugged|pulled) at (her|his) hand with every gust.",
                    "A long tail with {colour} (bows|ribbons) (danced|trailed) overhead.",
                    "(Paper|Silk) and two sticks, and the wind did the rest.",
                    "The children (ran|shouted) until it (climbed|rose) above the roofs.",
                    "When the (gust|breeze) dropped, it (tumbled|dived) to the ground.",
                    "(High|Far) overhead a {colour} diamond (hung|swayed) in the wind.",
                    "Let out more string, it (wants|is going) to go higher.");
            case MOUNTAIN -> List.of(
                    "The top (kept|wore) its snow until July.",
                    "(Two|Three) climbers turned back (before noon|below the ice).",
                    "The {colour} (ridge|slopes) (towered|rose) over the valley.",
                    "Rock, ice and thin air above (three|four) thousand metres.",
                    "From up there (you|one) can see (the coast|two countries).",
                    "An avalanche (thundered|came) down the (north face|glacier).",
                    "The (hikers|climbers) roped up and looked at the {colour} rock.");
            case TRAIN -> List.of(
                    "The (whistle|horn) (blew|sounded) and the platform emptied.",
                    "It (left|reached) the station (four minutes late|right on time).",
                    "Six {colour} (carriages|wagons) (rattled|rolled) over the bridge.",
                    "The (conductor|driver) waved from the window as the wheels began to turn.",
                    "(Steam|Smoke) hung over the rails long after it had gone.",
                    "Tickets, please: next stop (the coast|the valley|the harbour).",
                    "The timetable says (noon|ten past), the (platform|track) is empty.");
            case CUP -> List.of(
                    "(Steam|Heat) rose from the rim, too hot to (drink|sip).",
                    "(Coffee|Tea|Cocoa), (no sugar|with milk), before the first (meeting|lesson).",
                    "The handle (broke off|was glued) years ago.",
                    "One more (sip|gulp) and the {colour} glaze showed at the bottom.",
                    "(She|He) (stirred|blew) slowly and put the spoon on the saucer.",
                    "Breakfast was still (hot|on the counter) and the milk was (warm|gone).",
                    "A refill, please, and the {colour} one is mine.");
        };
    }

    static String place(Place place) {
        return switch (place) {
            case SEA -> "(on the open sea|out at sea|off the coast|among the waves)";
            case LAKE -> "(by the lake|at the lakeside|across the still water|near the pond)";
            case BEACH -> "(on the beach|at the shore|on the sand|by the dunes)";
            case HARBOUR -> "(in the harbour|on the quay|at the docks|by the old pier)";
            case MEADOW -> "(in the meadow|on the grass|in a field|among wild flowers)";
            case HILLS -> "(in the hills|in a green valley|up the slope|in the highlands)";
            case TOWN -> "(in town|on the street|in front of the shops|at the corner)";
            case TABLE -> "(on the table|indoors|on a wooden table|by the kitchen wall)";
        };
    }

    static String sky(Sky sky) {
        return switch (sky) {
            case CLEAR -> "(on a clear day|in bright sunshine|under a blue sky|in fine weather)";
            case CLOUDS -> "(on a cloudy day|under drifting clouds|under an overcast sky)";
            case RAIN -> "(in the rain|during a shower|on a wet afternoon|in a downpour)";
            case SNOW -> "(in the snow|while snow was falling|in a flurry|in deep winter)";
            case NIGHT -> "(at night|under the stars|by moonlight|after dark)";
            case SUNSET -> "(at sunset|in the evening light|at dusk|as the sun went down)";
            case FOG -> "(in the fog|in thick mist|on a misty morning)";
        };
    }

    static final List<String> COUNTS = List.of("(a|one|a single)", "(two|a pair of)", "(three|a group of|several)");
    static final List<String> SIZES = List.of("(small|tiny|little)", "", "(large|big|huge)");
    static final List<String> SIDES = List.of("(on the left|at the left edge)", "(in the middle|in the centre)",
            "(on the right|at the right edge)");

    /** Sentences that name what is shown. */
    static final List<String> SHOWING = List.of(
            "(You can see|Here we have|This shows|We found) {thing} {place}.",
            "{Thing} {doing} {place} {sky}.",
            "{Thing} {doing} {side}.",
            "(I took this|A snapshot|Seen) {sky}: {thing} {doing} {place}.",
            "(Look at|Notice|Remember) {thing} {side}, {doing} {place}.");

    /** Sentences that name another thing in the picture. */
    static final List<String> BESIDES = List.of(
            "(Behind it|Nearby|Not far away|In the background) (there is|you see|stands) {extra}.",
            "{Extra} (is|can be seen) (further back|close by|to one side) as well.",
            "(Never mind|Ignore|Apart from) {extra}, (that is not the point|everything else is as it was).");

    /** Sentences about what is not in the picture. */
    static final List<String> ELSEWHERE = List.of(
            "No {other} this time.",
            "(It made me think of|It is no match for) {anOther}.",
            "(Yesterday|Last year) there was {anOther} here.",
            "We had been looking for {anOther}.");

    /** Sentences about the scenery alone. */
    static final List<String> SCENERY = List.of(
            "It was taken {place} {sky}.",
            "{Sky}, {place}.",
            "{Place} it was quiet {sky}.",
            "(We|They) had stopped {place} {sky}.",
            "(Nobody|Hardly anyone) was {place} {sky}.");

    /** Sentences about nothing in particular. */
    static final List<String> CHATTER = List.of(
            "(A picture|One) for the (album|postcard|wall).",
            "(She|He|My brother) (liked|kept) this one (most|best).",
            "(It stayed|Everything was) (quiet|still) for (an hour|a while).",
            "(Nobody|No one) was (around|in sight).",
            "The (colours|light) (changed|faded) soon after.");
}

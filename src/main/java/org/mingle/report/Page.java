package org.mingle.report;

import java.util.Base64;
import java.util.List;
import org.mingle.data.CategoryColors;

/** An HTML page under construction; all text is escaped, pictures are inlined, nothing is loaded from elsewhere. */
final class Page {
    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1f2328;--quiet:#59636e;--line:#d1d9e0;--ground:#fff;--soft:#f6f8fa}
            @media(prefers-color-scheme:dark){:root{--ink:#f0f6fc;--quiet:#9198a1;--line:#3d444d;--ground:#0d1117;
            --soft:#151b23}}
            body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground);max-width:1320px;
            margin:2rem auto;padding:0 1.5rem}
            h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--line);
            padding-bottom:.3rem}p{margin:.4rem 0}.quiet,figcaption,.key{color:var(--quiet);font-size:.87rem}
            table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{padding:.25rem .9rem .25rem 0;
            text-align:left;border-bottom:1px solid var(--line);vertical-align:top}td.number,th.number{text-align:right}
            .lead{font-size:1.05rem}.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(420px,1fr));
            gap:1.2rem}figure{margin:0}figure img{width:100%;height:auto;border:1px solid var(--line);border-radius:6px;
            background:#fff}.key span{display:inline-block;margin-right:1rem}.key i{display:inline-block;width:.7rem;
            height:.7rem;margin-right:.35rem;border-radius:50%}.key i.square{border-radius:1px}
            .key i.ring{background:none!important;border:2px solid currentColor;box-sizing:border-box}
            .example{margin:1.2rem 0}.cards{display:grid;gap:.7rem;
            grid-template-columns:repeat(auto-fit,minmax(165px,1fr))}.card{padding:.6rem;
            border:1px solid var(--line);border-radius:6px;background:var(--soft);font-size:.85rem}
            .card img{width:100%;height:120px;object-fit:contain}.card p{overflow-wrap:anywhere;margin:.2rem 0}
            .card.wrong{border-style:dashed}.card.pair{border-width:2px;border-color:#0072b2}
            """;
    private final StringBuilder body = new StringBuilder();
    private final String title;

    Page(String title) {
        this.title = title;
        body.append("<h1>").append(escape(title)).append("</h1>\n");
    }

    void heading(String text) {
        body.append("<h2>").append(escape(text)).append("</h2>\n");
    }

    void paragraph(String text) {
        body.append("<p>").append(escape(text)).append("</p>\n");
    }

    void lead(String text) {
        body.append("<p class=\"lead\">").append(escape(text)).append("</p>\n");
    }

    void quiet(String text) {
        body.append("<p class=\"quiet\">").append(escape(text)).append("</p>\n");
    }

    void code(String text) {
        body.append("<p><code>").append(escape(text)).append("</code></p>\n");
    }

    /** Cells that read as numbers are set to the right. */
    void table(List<String> head, List<List<String>> rows) {
        body.append("<table><thead><tr>");
        for (int c = 0; c < head.size(); c++) {
            boolean numbers = !rows.isEmpty() && isNumber(rows.get(0).get(c));
            body.append(numbers ? "<th class=\"number\">" : "<th>").append(escape(head.get(c))).append("</th>");
        }
        body.append("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            body.append("<tr>");
            for (String cell : row) {
                body.append(isNumber(cell) ? "<td class=\"number\">" : "<td>").append(escape(cell)).append("</td>");
            }
            body.append("</tr>\n");
        }
        body.append("</tbody></table>\n");
    }

    private static boolean isNumber(String cell) {
        return cell.matches("<?-?[0-9][0-9.,]*|–");
    }

    void beginFigures() {
        body.append("<div class=\"figures\">\n");
    }

    void end() {
        body.append("</div>\n");
    }

    /**
     * A picture with its key and caption.
     *
     * @param alternative what it shows, for those who do not see it
     */
    void figure(byte[] png, String caption, String alternative, List<Key> keys) {
        body.append("<figure>").append(image(png, alternative));
        if (!keys.isEmpty()) {
            body.append("<div class=\"key\">");
            for (Key k : keys) {
                String color = String.format("#%06x", CategoryColors.rgb(k.color(), false));
                body.append("<span><i class=\"").append(k.shape()).append("\" style=\"background:").append(color)
                        .append(";color:").append(color).append("\"></i>").append(escape(k.name())).append("</span>");
            }
            body.append("</div>");
        }
        body.append("<figcaption>").append(escape(caption)).append("</figcaption></figure>\n");
    }

    /**
     * An entry of a legend.
     *
     * @param shape {@code disc}, {@code square} or {@code ring}
     */
    record Key(String name, int color, String shape) {
        Key(String name, int color) {
            this(name, color, "disc");
        }
    }

    void beginQuery(String text) {
        body.append("<div class=\"example\"><p>").append(escape(text)).append("</p><div class=\"cards\">\n");
    }

    /**
     * A sample.
     *
     * @param kind {@code query}, {@code right}, {@code wrong} or {@code pair}
     * @param png null where there is no picture
     */
    void card(String kind, String head, byte[] png, String text) {
        body.append("<div class=\"card ").append(kind).append("\"><p><b>").append(escape(head)).append("</b></p>");
        if (png != null) {
            body.append(image(png, head));
        }
        body.append("<p>").append(escape(text)).append("</p></div>\n");
    }

    private static String image(byte[] png, String alternative) {
        return "<img alt=\"" + escape(alternative) + "\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png) + "\">";
    }

    String html() {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\""
                + "width=device-width,initial-scale=1\"><title>" + escape(title) + "</title><style>" + STYLE
                + "</style></head><body>\n" + body + "</body></html>\n";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}

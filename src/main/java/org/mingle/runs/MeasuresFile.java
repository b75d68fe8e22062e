package org.mingle.runs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingle.data.AtomicFiles;

/** {@code measures.json}: the measures of each held-back split by its key. For other programs; Mingle measures anew. */
final class MeasuresFile {
    static final String FILE = "measures.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private MeasuresFile() {}

    static void write(Path folder, List<Measures> splits) {
        Map<String, Object> all = new LinkedHashMap<>();
        splits.forEach(m -> all.put(m.split(), finite(m.asMap())));
        try {
            AtomicFiles.write(folder.resolve(FILE), JSON.writeValueAsString(all) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** JSON has no NaN: null stands for it. */
    private static Object finite(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((k, v) -> copy.put(String.valueOf(k), finite(v)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(MeasuresFile::finite).collect(java.util.stream.Collectors.toCollection(
                    java.util.ArrayList::new));
        }
        return value instanceof Double d && !Double.isFinite(d) ? null : value;
    }
}

import java.security.*;
import java.util.*;
import java.util.regex.*;
import static java.nio.charset.StandardCharsets.UTF_8;
/** Checks evidence (evidence.md): java CheckEvidence.java FILE [PUBLIC KEY]; 0 whole, 1 changed, 2 cannot tell. */
class CheckEvidence {
    static Set<Object> carried = new HashSet<>(); static Map<Object, Object> values = new HashMap<>();
    static java.util.zip.ZipFile zip; static Matcher token; static String[] point; static String told = "";
    static void need(boolean holds, Object what) { if (!holds) throw new IllegalStateException("" + what); }
    static byte[] read(Object name) throws Exception { return zip.getInputStream(zip.getEntry((String) name)).readAllBytes(); }
    static String text(String name) throws Exception { return new String(read(name), UTF_8); }
    static String sha256(Object... parts) throws Exception { // of bytes, and of what is written in hexadecimal
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Object part : parts) digest.update(part instanceof byte[] b ? b : HexFormat.of().parseHex((String) part));
        return HexFormat.of().formatHex(digest.digest());
    }
    static String hash(List<?> texts) throws Exception { return sha256(texts.stream().map(CheckEvidence::prefixed).toArray()); }
    static byte[] prefixed(Object text) { // whether there is one, how many bytes, its UTF-8
        byte[] utf8 = ("" + text).getBytes(UTF_8);
        return text == null ? new byte[1] : java.nio.ByteBuffer.allocate(utf8.length + 5).put((byte) 1).putInt(utf8.length).put(utf8).array();
    }
    static List<Object> fields(Object from, String names, Object... first) {
        var all = new ArrayList<Object>(List.of(first));
        for (String name : names.split(" ")) all.add(((Map<?, ?>) from).get(name));
        return all;
    }
    static String next() { need(token.find(), "JSON"); return token.group(); }
    static Object value(String first) { // of JSON: texts, numbers as texts, maps, lists as maps
        if (!first.matches("[\\[{]")) return first.equals("null") ? null : Pattern.compile("\\\\u(....)").matcher(first.replace("\"", ""))
            .replaceAll((code) -> Matcher.quoteReplacement("" + (char) Integer.parseInt(code.group(1), 16)));
        var map = new LinkedHashMap<Object, Object>();
        for (String one = next(); !one.matches("[]}]"); one = next())
            if (first.equals("{")) map.put(value(one), value(next())); else map.put(map.size(), value(one));
        return map;
    }
    static List<Map<?, ?>> lines(String name) throws Exception {
        var all = new ArrayList<Map<?, ?>>();
        for (token = Pattern.compile("\"[^\"]*\"|[\\[\\]{}]|[^\\s\",:\\[\\]{}]+").matcher(text(name)); token.find();)
            all.add((Map<?, ?>) value(token.group()));
        return all;
    }
    static String[] signed(String name, PublicKey key) throws Exception { // the last word signs the others
        String[] parts = text(name).strip().split(" (?=\\S+$)");
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update(parts[0].getBytes(UTF_8));
        need(signature.verify(Base64.getDecoder().decode(parts[1])), name);
        return parts[0].split(" ");
    }
    static Object event(Map<?, ?> e, Object... follows) throws Exception {
        need(follows.length == 0 || fields(e, "chain previousHash").equals(List.of(follows)), e);
        String names = "chain seq at actor onBehalfOf action result objectType objectId version detail previousHash";
        var rows = new ArrayList<Object>(List.of("sanxing-rows-1"));
        for (Object row : ((Map<?, ?>) e.get("rows")).values()) {
            carried.add(fields(row, "table key digest", e.get("chain"), e.get("seq"), "" + rows.size() / 5));
            rows.addAll(fields(row, "table key shape digest hints"));
        }
        names += e.get("keyId") == null ? "" : " writeNo rowsHash keyId";
        need(hash(fields(e, names, "sanxing-audit-" + (e.get("keyId") == null ? 1 : 2))).equals(e.get("hash"))
            && Objects.equals(rows.size() > 1 ? hash(rows) : null, e.get("rowsHash")), e);
        long here = Long.parseLong("" + e.get("leaf")), last = Long.parseLong(point[3]) - 1;
        String node = sha256(new byte[1], e.get("hash"));
        for (Object beside : ((Map<?, ?>) e.get("path")).values()) { // RFC 9162, 2.1.3.2
            boolean right = here % 2 == 1 || here == last;
            node = sha256(new byte[] { 1 }, right ? beside : node, right ? node : beside);
            for (; right && here % 2 == 0 && here > 0; here /= 2) last /= 2;
            here /= 2; last = last == 0 ? -1 : last / 2;
        }
        need(last == 0 && node.equals(point[4]), e);
        return e.get("hash");
    }
    static void check(String[] trusted) throws Exception {
        String pub = text("key.pub").strip().substring("public=".length()), sums = text("SHA256SUMS");
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new java.security.spec.X509EncodedKeySpec(Base64.getDecoder().decode(pub)));
        need((trusted.length < 2 || trusted[1].equals(pub)) && zip.size() == sums.lines().count() + 2, "another key, or an entry added");
        need(signed("SHA256SUMS.sig", key)[1].equals(sha256(read("SHA256SUMS"))), "SHA256SUMS");
        for (String sum : sums.split("\n")) need(sha256(read(sum.substring(66))).equals(sum.substring(0, 64)), sum);
        point = signed("checkpoint.txt", key);
        Object caseId = lines("case.json").get(0).get("caseId"), before = "0".repeat(64);
        for (var e : lines("events.jsonl")) { before = event(e, caseId, before); told += e.get("detail"); } for (var e : lines("carriers.jsonl")) event(e);
        for (var row : lines("rows.jsonl")) {
            var all = fields(row, "table", "sanxing-row-1");
            for (Object column : ((Map<?, ?>) row.get("columns")).values()) {
                Object named = fields(column, "name").get(0), value = fields(column, "value").get(0);
                all.addAll(List.of(named, hash(Arrays.asList("sanxing-column-1", row.get("salt"), named, value))));
                values.put(Arrays.asList(row.get("table"), row.get("key"), named), value);
            }
            var entry = fields(row, "chain seq row table key");
            need(entry.add(hash(all)) && carried.contains(entry), row);
        }
        for (var file : lines("attachments.jsonl")) need(sha256(read(file.get("file"))).equals(file.get("sha256"))
            && ("s" + file.get("sha256")).equals(values.get(List.of("attachment", file.get("id"), "hash"))), file);
        if (zip.getEntry("papers.jsonl") != null) for (var file : lines("papers.jsonl")) need(sha256(read(file.get("file")))
            .equals(file.get("sha256")) && told.contains("\"wordSha256\":\"" + file.get("sha256") + '"'), file);
    }
    public static void main(String[] args) {
        try { zip = new java.util.zip.ZipFile(args[0]); read("SHA256SUMS.sig"); } catch (Exception ex) { System.exit(2); }
        try { check(args); } catch (Exception ex) { System.out.println("Changed: " + ex); System.exit(1); }
    }
}

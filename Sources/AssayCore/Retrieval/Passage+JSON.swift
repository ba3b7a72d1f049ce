extension Passage {
    /// Passages as a search's reply is stored: a JSON array of `source` and `text`.
    public static func json(of passages: [Passage]) -> String {
        var json = CanonicalJSON()
        json.array(passages) { json, passage in
            json.object { json in
                json.member("source") { $0.string(passage.source) }
                json.member("text") { $0.string(passage.text) }
            }
        }
        return json.text
    }

    /// The passages of a stored reply; nil for a text that is none.
    public static func all(in json: String) -> [Passage]? {
        guard let elements = (try? JSONValue(json.utf8))?.elements else { return nil }
        var passages: [Passage] = []
        for element in elements {
            guard let source = element["source"]?.string, let text = element["text"]?.string else { return nil }
            passages.append(Passage(source: source, text: text))
        }
        return passages
    }

    /// The first of them whose texts have together at most so many characters, the last cut where it goes beyond.
    public static func cut(_ passages: [Passage], to characters: Int) -> [Passage] {
        var left = characters
        var kept: [Passage] = []
        for passage in passages where left > 0 {
            let text = String(passage.text.prefix(left))
            left -= text.count
            kept.append(Passage(source: passage.source, text: text))
        }
        return kept
    }
}

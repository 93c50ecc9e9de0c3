import Kernel

extension Text {
    /// The stored form of a text in journals and incidents: both languages, or one string when they are equal.
    var json: JSONValue {
        russian == english ? .string(russian) : ["ru": .string(russian), "en": .string(english)]
    }

    init?(json: JSONValue?) {
        if let text = json?.string {
            self.init(verbatim: text)
        } else if let russian = json?["ru"]?.string, let english = json?["en"]?.string {
            self.init(ru: russian, en: english)
        } else {
            return nil
        }
    }

    /// Reads a column written with `json.text`.
    init?(stored: String?) throws {
        guard let stored else { return nil }
        self.init(json: try JSONValue(parsing: stored))
    }
}

extension [String: Value] {
    /// The members in the order of their names, so that equal payloads are equal text.
    var json: JSONValue { .sorted(mapValues(\.json)) }

    init(json: JSONValue) throws {
        self = [:]
        for (name, value) in json.object ?? JSONObject() { self[name] = try Value(json: value) }
    }
}

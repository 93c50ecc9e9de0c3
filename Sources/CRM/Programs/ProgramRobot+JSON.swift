import Kernel

/// The stored form of what the table has no columns for. Names are never renamed.
extension ProgramRobot {
    var definition: JSONValue {
        [
            "name": name.pair, "about": about.pair, "properties": .array(properties.map(\.json)), "results": .array(results.map(\.json)),
            "includes": offer.includes.json, "excludes": offer.excludes.json,
        ]
    }
}

extension ProgramProperty {
    fileprivate var json: JSONValue {
        .members([
            "code": .string(code), "name": name.pair, "about": about.pair, "kind": .string(kind.rawValue), "required": .bool(isRequired),
            "multiple": .bool(isMultiple), "preset": preset,
            "options": .array(options.map { ["code": .string($0.code), "title": $0.title.pair] }),
        ])
    }

    init(stored json: JSONValue) {
        self.init(
            json["code"]?.string ?? "", Text(pair: json["name"]), Kind(rawValue: json["kind"]?.string ?? "") ?? .string,
            about: Text(pair: json["about"]), required: json["required"]?.bool ?? false, multiple: json["multiple"]?.bool ?? false,
            preset: json["preset"],
            options: (json["options"]?.array ?? []).map { Option($0["code"]?.string ?? "", Text(pair: $0["title"])) })
    }
}

extension ProgramOffer {
    init(stored json: JSONValue) { self.init(includes: json["includes"].rules, excludes: json["excludes"].rules) }
}

extension Text {
    /// Russian and English.
    fileprivate var pair: JSONValue { [.string(russian), .string(english)] }

    init(pair json: JSONValue?) { self.init(ru: json?[0]?.string ?? "", en: json?[1]?.string ?? "") }
}

extension [[String]] {
    fileprivate var json: JSONValue { .array(map { .array($0.map { .string($0) }) }) }
}

extension JSONValue? {
    fileprivate var rules: [[String]] { (self?.array ?? []).map { ($0.array ?? []).compactMap(\.string) } }
}

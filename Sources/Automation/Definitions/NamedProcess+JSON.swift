import Kernel

extension NamedProcess {
    /// The stored form of what makes a list of blocks a process of its own.
    package var json: JSONValue {
        .members([
            "title": .string(title),
            "starts": .array(Start.allCases.filter(starts.contains).map { .string($0.rawValue) }),
            "condition": condition?.json,
            "parameters": parameters.isEmpty ? nil : .array(parameters.map(\.json)),
            "results": results.isEmpty ? nil : .array(results.map { ["code": .string($0.code), "value": .string($0.value.source)] }),
        ])
    }

    /// Reads the stored form: throws `Failure` `.invalid` naming the place.
    package init(json: JSONValue, place: String = "") throws {
        try self.init(StoredPlace(json: json, path: place))
    }

    init(_ place: StoredPlace) throws {
        try place.expectMembers(["title", "starts", "condition", "parameters", "results"])
        self.init(
            title: try place["title"].string(),
            starts: Set(try place["starts"].list().map { try $0.word(Start.self) }),
            condition: try place["condition"].condition(),
            parameters: try place["parameters"].list().map(Parameter.init),
            results: try place["results"].list().map { place in
                try place.expectMembers(["code", "value"])
                return Result(code: try place["code"].string(), value: Template(try place["value"].string()))
            })
    }
}

extension NamedProcess.Parameter {
    fileprivate var json: JSONValue {
        .members([
            "code": .string(code), "title": .string(title), "kind": kind == .text ? nil : .string(kind.rawValue),
            "required": isRequired ? true : nil,
        ])
    }

    fileprivate init(_ place: StoredPlace) throws {
        try place.expectMembers(["code", "title", "kind", "required"])
        self.init(
            code: try place["code"].string(), title: try place["title"].string(preset: ""),
            kind: place["kind"].json.isNull ? .text : try place["kind"].word(Kind.self), isRequired: try place["required"].flag())
    }
}

extension StoredPlace {
    /// One of the words that a stored enumeration knows.
    fileprivate func word<T: RawRepresentable & CaseIterable>(_ type: T.Type) throws -> T where T.RawValue == String {
        let text = try string()
        if let known = T(rawValue: text) { return known }
        let words = T.allCases.map(\.rawValue).joined(separator: ", ")
        throw failure(DefinitionTexts.unknownWord.with(["word": text, "known": words]))
    }
}

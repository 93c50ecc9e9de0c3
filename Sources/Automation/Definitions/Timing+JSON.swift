import Kernel

extension Timing {
    /// The stored form; members with their usual value are left out, so «сразу» is `{}`.
    package var json: JSONValue {
        .members([
            "afterPrevious": afterPrevious ? true : nil,
            "amount": amount == 0 ? nil : .int(Int64(amount)),
            "unit": unit == .minutes ? nil : .string(unit.rawValue),
            "field": field.map { .string($0) },
            "workingTime": workingTimeOnly ? true : nil,
            "countsWorkingTime": countsWorkingTime ? true : nil,
            "timeOfDay": timeOfDay.map { .string($0.description) },
        ])
    }

    /// Reads the stored form.
    /// - Parameter place: where it stands, for the complaint.
    /// - Throws: `Failure` `.invalid` naming the member that is wrong.
    package init(json: JSONValue, place: String = "") throws {
        try self.init(StoredPlace(json: json, path: place))
    }

    init(_ place: StoredPlace) throws {
        self = .now
        if place.json.isNull { return }
        try place.expectMembers([
            "afterPrevious", "amount", "unit", "field", "workingTime", "countsWorkingTime", "timeOfDay",
        ])
        afterPrevious = try place["afterPrevious"].flag()
        amount = try place["amount"].int(preset: 0)
        let code = try place["unit"].string(preset: Unit.minutes.rawValue)
        guard let unit = Unit(rawValue: code) else {
            throw place["unit"].failure(DefinitionTexts.unknownUnit.with(["unit": code]))
        }
        self.unit = unit
        if !place["field"].json.isNull { base = .field(try place["field"].string()) }
        workingTimeOnly = try place["workingTime"].flag()
        countsWorkingTime = try place["countsWorkingTime"].flag()
        let time = try place["timeOfDay"].string(preset: "")
        timeOfDay = time.isEmpty ? nil : LocalTime(parsing: time)
        if !time.isEmpty, timeOfDay == nil {
            throw place["timeOfDay"].failure(DefinitionTexts.badTime.with(["time": time]))
        }
    }
}

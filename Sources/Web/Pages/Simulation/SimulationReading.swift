import Automation
import CRM
import Kernel

/// Reads what was sent of the form of «Проверить».
struct SimulationReading {
    let form: FormFields
    let model: SimulationModel
    let dates: DateSetting

    /// - Throws: `Failure(.invalid)` naming the field of the form.
    func order(by user: UserID) throws -> SimulationOrder {
        var order = SimulationOrder(pipeline: model.robots.name, body: model.body, subject: try subject())
        order.days = form.number("days") ?? 30
        order.start = form.text("start").flatMap { dates.moment(.string($0)) }
        order.reaction = form.text("reaction").flatMap { Timing(span: $0) }
        order.deliveriesSucceed = form["deliveries"] != "fail"
        order.events = try Self.rows(form).filter { !$0.deed.isEmpty }.map { try event($0) }
        order.user = user
        return order
    }

    private func subject() throws -> SimulationOrder.Subject {
        guard form["subject"] == "existing" else {
            let fields = form.under("f.").pairs.reduce(into: [String: [String]]()) { $0[$1.name, default: []].append($1.value) }
            return .invented(stage: form.text("stage") ?? "", fields: fields)
        }
        guard let item = Self.item(form, model.entity) else { throw Failure(.invalid, SimulatorTexts.noItem, field: "item") }
        return .existing(item, restarts: form["begin"] == "anew")
    }

    /// `D_15` as the search sends it, or a plain number.
    static func item(_ form: FormFields, _ entity: EntityType) -> DocumentID? {
        let texts = form.all("item").filter { !$0.isEmpty }
        if let reference = texts.compactMap({ Value.reference(parsing: $0) }).first {
            return Value.reference(reference).documents.first
        }
        return texts.first.flatMap { Int64($0.withoutOuterSpace) }.map { DocumentID(entity, $0) }
    }

    // MARK: Events

    /// One row of the list as it was sent.
    struct Row: Sendable {
        var amount = "2"
        var unit = "wh"
        var deed = ""
        var stage = ""
        var field = ""
        var value = ""
    }

    /// Every row sends each of its fields once, so that the lists run in step.
    static func rows(_ form: FormFields) -> [Row] {
        let (amounts, units, deeds) = (form.all("eventAmount"), form.all("eventUnit"), form.all("eventDeed"))
        let (stages, fields, values) = (form.all("eventStage"), form.all("eventField"), form.all("eventValue"))
        let count = [amounts, units, deeds, stages, fields, values].map(\.count).min() ?? 0
        return (0..<count).map { place in
            Row(
                amount: amounts[place], unit: units[place], deed: deeds[place], stage: stages[place], field: fields[place], value: values[place])
        }
    }

    private func event(_ row: Row) throws -> ScenarioEvent {
        guard let amount = Int(row.amount.withoutOuterSpace), amount >= 0, let moment = Timing(span: "\(amount)\(row.unit)") else {
            throw Failure(.invalid, SimulatorTexts.badAmount, field: "events")
        }
        var inputs = DeedInputs()
        switch model.deeds.first(where: { $0.kind == row.deed })?.asks ?? .nothing {
        case .nothing: break
        case .stage:
            guard let (pipeline, stage) = row.stage.splitOnce("/") else { throw Failure(.invalid, SimulatorTexts.noStage, field: "events") }
            (inputs.pipeline, inputs.stage) = (pipeline, stage)
        case .field:
            guard let (entity, field) = row.field.splitOnce("/") else { throw Failure(.invalid, SimulatorTexts.noField, field: "events") }
            (inputs.entity, inputs.field, inputs.value) = (entity, field, row.value.withoutOuterSpace)
        }
        return ScenarioEvent(moment, row.deed, inputs)
    }
}

extension String {
    /// Before and after the first mark; nil without one.
    fileprivate func splitOnce(_ mark: Character) -> (String, String)? {
        guard let place = firstIndex(of: mark) else { return nil }
        return (String(self[..<place]), String(self[index(after: place)...]))
    }
}

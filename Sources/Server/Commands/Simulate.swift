import ArgumentParser
import Automation
import CRM
import FoundationEssentials
import Kernel
import Robots
import Schema
import Storage

/// Prints what the robots of a pipeline would do. On SQLite the portal may be running meanwhile: its file is read on one
/// snapshot, and nothing is written.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plays the robots of a pipeline on a copy of an item, in virtual time, and prints the timeline.",
        discussion: """
            An invented item unless --item names one. Events: --event "2wh incoming_call", --event "1wd stage_moved DEAL:0/QUOTE",
            --event "3d field_filled DEAL/UF_CRM_IN_STOCK=Y"; units are m, h, d, and wh, wd for working time.
            """)

    @OptionGroup var folder: PortalFolder
    @Option(help: "The pipeline: LEAD, DEAL:0, DEAL:1 …") var pipeline = "DEAL:0"
    @Option(help: "The number of a real item; without it one is invented.") var item: Int64?
    @Flag(help: "A real item: begin its stage anew instead of going on.") var restart = false
    @Option(help: "An invented item: the stage to begin on, by its code.") var stage: String?
    @Option(name: .customLong("set"), help: "An invented item: a field, CODE=value. May be repeated.") var fields: [String] = []
    @Option(help: "How many days.") var days = 30
    @Option(name: .customLong("at"), help: "An invented item: when it begins, 2026-11-20 17:40 in the portal's zone.") var start: String?
    @Option(name: .customLong("event"), help: "Something that happens. May be repeated.") var events: [String] = []
    @Option(help: "How soon tasks and information requests are done: 4wh. Without it nobody does them.") var react: String?
    @Flag(help: "What goes outside is not delivered.") var failDeliveries = false
    @Option(help: "Plays the unsaved changes of this person (login).") var draft: String?
    @Option(help: "The language: ru or en.") var language = "ru"

    private var words: Language { Language(rawValue: language) ?? .russian }

    func run() async throws {
        do {
            let (simulation, calendar) = try await simulate()
            let text = SimulationText(simulation: simulation, calendar: calendar, language: words)
            FileHandleOutput.standardOutput.write(text.text)
        } catch {
            throw explain(error)
        }
    }

    private func simulate() async throws -> (Simulation, PortalCalendar) {
        let clock = SystemClock()
        let template = MemoryTemplate(migrations, clock: clock)
        // A portal over an empty copy: what reads the real one needs no other.
        let assembly = PortalAssembly(database: try await template.database(), clock: clock, live: NobodyWatches())
        let simulator = PortalSimulator(
            of: assembly, template: template)
        let (order, copy, calendar) = try await read { reader in
            try Self.checkSchema(in: reader)
            let calendar = try assembly.calendars.current(in: reader)
            let order = try self.order(simulator, assembly, calendar, in: reader)
            return (order, try simulator.copy(for: order, in: reader), calendar)
        }
        return (try await simulator.play(order, copy), calendar)
    }

    /// One snapshot of the portal: of the file, whoever works on it, or of the PostgreSQL database.
    private func read<T: Sendable>(_ body: @escaping @Sendable (any Reader) throws -> T) async throws -> T {
        guard folder.address == nil else {
            let database = try await folder.open(clock: SystemClock())
            let result = try await database.read(body)
            try await database.close()
            return result
        }
        guard folder.exists else { throw Failure(.notFound, SimulateTexts.noPortal.with(["folder": folder.data])) }
        return try SQLiteFile(folder.data + "/prom2b.sqlite").read(body)
    }

    private static func checkSchema(in reader: any Reader) throws {
        let applied = try reader.query("select name from schema_migrations order by name") { $0.text(0) }
        guard applied == migrations.map(\.name).sorted() else { throw Failure(.conflict, SimulateTexts.oldSchema) }
    }

    // MARK: The order

    private func order(
        _ simulator: PortalSimulator, _ assembly: PortalAssembly, _ calendar: PortalCalendar, in reader: any Reader
    ) throws -> SimulationOrder {
        var order = SimulationOrder(pipeline: pipeline, body: try body(assembly, in: reader), subject: try subject(), days: days)
        order.start = try start.map { try moment($0, calendar) }
        order.events = try events.map { try event($0, simulator) }
        order.reaction = try react.map { text in
            guard let span = Timing(span: text) else {
                throw Failure(.invalid, SimulateTexts.badSpan.with(["text": text]), field: "--react")
            }
            return span
        }
        order.deliveriesSucceed = !failDeliveries
        return order
    }

    private func body(_ assembly: PortalAssembly, in reader: any Reader) throws -> PipelineAutomation {
        guard let draft else { return try assembly.automation.active(pipeline, in: reader) ?? PipelineAutomation() }
        guard let user = try UserStore.user(login: draft, in: reader) else {
            throw Failure(.notFound, SimulateTexts.noUser.with(["login": draft]), field: "--draft")
        }
        guard let kept = try assembly.automation.draft(of: pipeline, by: user.id, in: reader) else {
            throw Failure(.notFound, SimulateTexts.noDraft.with(["login": draft]), field: "--draft")
        }
        return kept.body
    }

    private func subject() throws -> SimulationOrder.Subject {
        if let item {
            let entity = PipelineID(automationName: pipeline)?.entity ?? .deal
            return .existing(DocumentID(entity, item), restarts: restart)
        }
        var values: [String: [String]] = [:]
        for text in fields {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty else {
                throw Failure(.invalid, SimulateTexts.badField.with(["text": text]), field: "--set")
            }
            values[parts[0], default: []].append(parts[1])
        }
        return .invented(stage: stage ?? "", fields: values)
    }

    private func moment(_ text: String, _ calendar: PortalCalendar) throws -> Timestamp {
        let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
        guard parts.count == 2, let date = LocalDate(parsing: parts[0]), let time = LocalTime(parsing: parts[1]) else {
            throw Failure(.invalid, SimulateTexts.badMoment.with(["text": text]), field: "--at")
        }
        return calendar.calendar.zone.resolve(LocalDateTime(date, time))
    }

    /// `2wh incoming_call`, `1wd stage_moved DEAL:0/QUOTE`, `3d field_filled DEAL/CODE=value`
    private func event(_ text: String, _ simulator: PortalSimulator) throws -> ScenarioEvent {
        let parts = text.split(separator: " ", maxSplits: 2).map(String.init)
        let wrong = Failure(.invalid, SimulateTexts.badEvent.with(["text": text]), field: "--event")
        guard parts.count >= 2, let moment = Timing(span: parts[0]) else { throw wrong }
        guard let deed = simulator.deeds.first(where: { $0.kind == parts[1] }) else {
            let known = simulator.deeds.map(\.kind).joined(separator: ", ")
            throw Failure(.invalid, SimulateTexts.unknownDeed.with(["deed": parts[1], "known": known]), field: "--event")
        }
        var inputs = DeedInputs()
        let place = (parts.count > 2 ? parts[2] : "").split(separator: "/", maxSplits: 1).map(String.init)
        switch deed.asks {
        case .nothing: break
        case .stage:
            guard place.count == 2 else { throw wrong }
            (inputs.pipeline, inputs.stage) = (place[0], place[1])
        case .field:
            guard place.count == 2 else { throw wrong }
            let pair = place[1].split(separator: "=", maxSplits: 1).map(String.init)
            (inputs.entity, inputs.field, inputs.value) = (place[0], pair.first ?? "", pair.count > 1 ? pair[1] : "")
        }
        return ScenarioEvent(moment, deed.kind, inputs)
    }
}

import Automation
// Foundation for reading the drawings beside the tests.
import Foundation
import Kernel
import OrderWorld
import Testing

/// Files as bpmn.io saves them become blocks; what does not is said, with the element's name and id.
struct BPMNImportTests {
    @Test func `a question that leads back becomes a loop, with the steps before it done once and again`() throws {
        let imported = try BPMNImport.read(drawing("quote"), catalog)
        #expect(imported.title == "Подготовка КП")
        #expect(
            imported.blocks.map(outline) == [
                "create_task Подготовить КП", "create_task Проверить КП",
                "loop КП согласовано? — нет 10 [create_task Доработать КП; create_task Проверить КП]", "send_mail Отправить КП клиенту",
                "delay 48 hours Два дня", "create_task Позвонить клиенту",
            ])
        let ids = imported.blocks.flatMap(\.family).map(\.id)
        #expect(Set(ids).count == ids.count)
        #expect(imported.blocks.flatMap(\.robots).first?.parameters["description"] == "Цены взять из последнего прайса.")
        #expect(imported.blocks.flatMap(\.robots).allSatisfy { $0.timing.afterPrevious })
        #expect(
            Set(lines(imported, .toFinish)) == [
                "Exclusive gateway “КП согласовано?” (Gateway_ok): set the condition. In the drawing: нет",
                "Exclusive gateway “КП согласовано?” (Gateway_ok): became a loop of at most 10 turns; check this number",
                "User task “Проверить КП” (Activity_review): the steps from here to the question stand twice, before the loop and in it, because a loop asks first",
                "Send task “Отправить КП клиенту” (Activity_send): became the robot “Mail”, fill in: Text",
            ])
    }

    @Test func `parallel ways stay side by side, an extension names the robot, and all the rest stands in the report`() throws {
        let imported = try BPMNImport.read(drawing("contract"), catalog)
        #expect(
            imported.blocks.map(outline) == [
                "parallel all [create_task Подготовить договор | create_task Проверить реквизиты | notify Сообщить бухгалтеру]",
                "create_task Подписать",
            ])
        #expect(imported.blocks.flatMap(\.robots).first { $0.kind == "notify" }?.parameters["text"] == "Готовится договор по {=Document:TITLE}")
        #expect(
            Set(lines(imported, .leftOut)) == [
                "Script task “Посчитать скидку” (Activity_script): no robot suits it, left out. Call the task like a robot, or add one yourself",
                "End event (Event_end): the event is not supported: the process simply ends here",
                "Lanes (LaneSet_1): choose who does what in the robots",
                "Text annotation “Скидка не больше 10%” (TextAnnotation_1): is not taken over",
                "Process “Клиент” (Process_client): the file has several processes, the largest was taken",
            ])
        #expect(
            lines(imported, .toFinish) == [
                "User task “Подготовить договор” (Activity_contract): in the drawing done by ivanov; choose a colleague or a role in the robot"
            ])
    }

    @Test func `a sub-process stands in its place; boundary events, calls and dates are left out by name`() throws {
        let imported = try BPMNImport.read(drawing("claim"), catalog)
        #expect(
            imported.blocks.map(outline) == [
                "create_task Осмотреть товар", "if Брак подтверждён? [create_task Составить акт] else []", "create_task Ответить клиенту",
            ])
        #expect(
            Set(lines(imported, .leftOut).map { String($0.prefix { $0 != ":" }) }) == [
                "Start event “Пришла претензия” (StartEvent_1)", "Boundary event “Три дня прошло” (Event_late)",
                "User task “Сообщить директору” (Activity_escalate)", "End event (Event_escalated)", "Call activity “Возврат денег” (Activity_refund)",
                "Intermediate catch event “До конца месяца” (Event_date)",
            ])
    }

    @Test func `several ways become a choice, our conditions are taken, ways that end leave the main way`() throws {
        let imported = try BPMNImport.read(drawing("order"), catalog)
        #expect(
            imported.blocks.map(outline) == [
                "choice Какая сумма? [больше миллиона: create_task Согласовать с директором | больше ста тысяч: create_task Согласовать с руководителем] else []",
                "create_task Выставить счёт", "if Оплачено? [] else [stop]", "create_task Отгрузить",
            ])
        guard case .choice(_, _, let cases, _) = imported.blocks[0], case .branch(_, _, let paid, _, _) = imported.blocks[2] else {
            Issue.record("no choice")
            return
        }
        #expect(cases[0].condition == .comparison(Comparison("{=Document:OPPORTUNITY}", .greater, "1000000")))
        #expect(cases[1].condition == .comparison(Comparison("больше ста тысяч · ${amount > 100000}", .filled)) && paid == .comparison(Comparison("{=Document:IS_PAID}", .equal, "Y")))
        #expect(
            lines(imported, .toFinish) == [
                "Exclusive gateway “Какая сумма?” (Gateway_sum): set the condition. In the drawing: больше ста тысяч · ${amount > 100000}"
            ])
    }

    @Test func `what was imported cannot be saved before its conditions are set`() async throws {
        let world = try await World.make()
        let imported = try BPMNImport.read(drawing("order"), catalog)
        let store = AutomationStore(catalog: catalog)
        let findings = store.check(
            PipelineAutomation(stages: [StageAutomation(stage: "A", process: imported.blocks)]), of: OrderSource.pipeline, among: world.outlines)
        let errors = findings.filter { $0.severity == .error }.map { "\($0.place): \($0.message.english)" }
        #expect(errors == ["stages[A].process[0].cases[1].condition: Set the condition: “больше ста тысяч · ${amount > 100000}” are words; choose a field and a value."])
    }

    @Test func `a tangle is refused with the place`() throws {
        #expect(try refusal(drawing("tangle")).contains("(Activity_y): ways meet here that have parted in different places"))
    }

    @Test(arguments: [
        ("", "line 1"), ("<a><b></a>", "line 1, column"), ("<html/>", "no BPMN 2.0"), ("PK\u{3}\u{4}", "cannot be read as XML"),
        (head + "</definitions>", "no process"),
        (head + "<process id=\"p\"><task id=\"a\"/><task id=\"b\"/></process></definitions>", "not clear where it begins"),
        (head + "<process id=\"p\"><task id=\"a\"/><sequenceFlow id=\"f\" sourceRef=\"a\" targetRef=\"zz\"/></process></definitions>", "“f” leads to"),
        (head + "<process id=\"p\"><startEvent id=\"a\"/><task id=\"a\"/></process></definitions>", "stands twice"),
    ])
    func `a file that is no drawing is refused in words`(text: String, words: String) throws {
        #expect(try refusal(Array(text.utf8)).contains(words))
    }

    @Test func `entity bombs, foreign files and giants are refused before they do harm`() throws {
        let bomb = "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]><d>&b;</d>"
        let foreign = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>"
        #expect(try refusal(Array(bomb.utf8)).contains("DOCTYPE"))
        #expect(try refusal(Array(foreign.utf8)).contains("DOCTYPE"))
        #expect(try refusal([UInt8](repeating: 32, count: BPMNImport.largest + 1)).contains("larger than 2 MB"))
        let deep = String(repeating: "<a>", count: 200) + String(repeating: "</a>", count: 200)
        #expect(try refusal(Array(deep.utf8)).contains("nested too deeply"))
        let many = "<a>" + String(repeating: "<b/>", count: 30_000) + "</a>"
        #expect(try refusal(Array(many.utf8)).contains("too many elements"))
    }

    @Test func `words of a drawing are no templates`() throws {
        let imported = try BPMNImport.read(
            Array((head + "<process id=\"p\"><startEvent id=\"s\"/><task id=\"a\" name=\"{=Document:TITLE} = {{Сумма}}\"/>"
                + "<sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"a\"/></process></definitions>").utf8), catalog)
        let subject = try #require(imported.blocks.flatMap(\.robots).first?.parameters["subject"]?.string)
        #expect(Template(subject).isLiteral)
    }
}

/// The beginning of a file in few words.
private let head = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\">"

private let catalog = Catalog(
    robots: [
        Doing("create_task", "Task", ["subject", "description"], people: true), Doing("send_mail", "Mail", ["subject", "text"]),
        Doing("notify", "Notify", ["text"], people: true),
    ], triggers: [])

private func drawing(_ name: String) throws -> [UInt8] {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent("Drawings/\(name).bpmn")))
}

private func refusal(_ bytes: [UInt8]) throws -> String {
    do {
        _ = try BPMNImport.read(bytes, catalog)
        return "nothing was refused"
    } catch let failure as Failure {
        return failure.message.english
    }
}

private func lines(_ imported: BPMNImport, _ kind: BPMNImport.Line.Kind) -> [String] {
    imported.report.filter { $0.kind == kind }.map { "\($0.element.english): \($0.message.english)" }
}

private func outline(_ block: Block) -> String {
    func list(_ blocks: [Block]) -> String { "[" + blocks.map(outline).joined(separator: "; ") + "]" }
    switch block {
    case .robot(let robot): return "\(robot.kind) \(robot.title)"
    case .branch(_, let title, _, let then, let otherwise): return "if \(title) \(list(then)) else \(list(otherwise))"
    case .choice(_, let title, let cases, let otherwise):
        let ways = cases.map { "\($0.title): " + $0.blocks.map(outline).joined(separator: "; ") }.joined(separator: " | ")
        return "choice \(title) [\(ways)] else \(list(otherwise))"
    case .parallel(_, _, let waitsForAll, let branches):
        return "parallel \(waitsForAll ? "all" : "any") [" + branches.map { $0.map(outline).joined(separator: "; ") }.joined(separator: " | ") + "]"
    case .delay(_, let title, let timing): return "delay \(timing.amount) \(timing.unit.rawValue) \(title)"
    case .loop(_, let title, _, let limit, let body): return "loop \(title) \(limit) \(list(body))"
    case .stop: return "stop"
    default: return "?"
    }
}

/// A robot that only has settings.
private struct Doing: Robot {
    let kind: RobotKind
    let title: Text
    let parameters: [ParameterSpec]

    init(_ kind: RobotKind, _ title: String, _ texts: [String], people: Bool = false) {
        self.kind = kind
        self.title = Text(verbatim: title)
        let required = texts.filter { $0 != "description" }
        parameters =
            texts.map { ParameterSpec($0, Text(verbatim: $0.capitalized), .text, required: required.contains($0)) }
            + (people ? [ParameterSpec("to", Text(verbatim: "To"), .people(single: false), required: true)] : [])
    }

    func run(_ step: Step) throws -> Outcome { .done() }
}

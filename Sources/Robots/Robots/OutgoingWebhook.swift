import Automation
import CRM
import Kernel

/// Tells another program about the item, once, and may wait for its answer.
struct OutgoingWebhook: Robot {
    let kind: RobotKind = "outgoing_webhook"
    let title = Text(ru: "Исходящий вебхук", en: "Outgoing webhook")
    let parameters = [
        ParameterSpec(
            "connection", Text(ru: "Подключение", en: "Connection"), .connection(WebhookMessage.connector),
            help: Text(
                ru: "Запрос подписывается секретом подключения. Подключения: «Настройки → Исходящие вебхуки».",
                en: "The request is signed with the connection's secret. Connections: Settings → Outgoing webhooks.")),
        ParameterSpec(
            "address", Text(ru: "Или адрес", en: "Or an address"), .line,
            help: Text(ru: "Без подключения: https://… Запрос не подписывается.", en: "Without a connection: https://… The request is not signed.")),
        ParameterSpec(
            "method", Text(ru: "Метод", en: "Method"), .choice(WebhookMessage.methods.map { ($0, Text(verbatim: $0)) }), required: true,
            preset: "POST"),
        ParameterSpec(
            "format", Text(ru: "Что отправить", en: "What to send"),
            .choice([
                ("fields", Text(ru: "Поля элемента, JSON", en: "Fields of the item, JSON")),
                ("form", Text(ru: "Поля элемента, как веб-форма", en: "Fields of the item, as a web form")),
                ("json", Text(ru: "Свой JSON", en: "JSON of your own")),
                ("none", Text(ru: "Ничего", en: "Nothing")),
            ]), required: true, preset: "fields"),
        ParameterSpec("fields", Text(ru: "Какие поля", en: "Which fields"), .fields),
        ParameterSpec(
            "body", Text(ru: "Свой JSON", en: "JSON of your own"), .text,
            help: Text(
                ru: "Подстановки — внутри кавычек: {\"сумма\": \"{=Document:OPPORTUNITY}\"}. Одна подстановка в кавычках станет числом, если она число.",
                en: "Insertions go inside quotes: {\"sum\": \"{=Document:OPPORTUNITY}\"}. A lone insertion becomes a number when it is one.")),
        ParameterSpec(
            "waits", Text(ru: "Ждать ответа", en: "Wait for the answer"), .yesNo, preset: false,
            help: Text(
                ru: "Следующие роботы смогут использовать ответ: код, текст и поля JSON, например {=этот_робот:answer.id}.",
                en: "Later robots can use the answer: its status, text and JSON fields, such as {=this_robot:answer.id}.")),
        ParameterSpec(
            "onlyOnStage", Text(ru: "Доставить, только пока элемент на стадии", en: "Deliver only while the item is on the stage"), .yesNo,
            preset: false),
        ParameterSpec(
            "onUnknown", Text(ru: "Если неизвестно, дошёл ли запрос", en: "When it is unknown whether the request arrived"),
            .choice([
                ("repeat", Text(ru: "Повторить с тем же webhook-id", en: "Repeat with the same webhook-id")),
                ("ask", Text(ru: "Не повторять, спросить человека", en: "Do not repeat, ask a person")),
            ]), required: true, preset: "repeat",
            help: Text(
                ru: "Повторы идут с тем же webhook-id: получатель, который его помнит, выполнит запрос ровно один раз. Не помнит — выберите «спросить»: не больше одного раза.",
                en: "Repeats carry the same webhook-id: a receiver that remembers it acts exactly once. If it does not, choose to ask: at most once.")),
        ParameterSpec(
            "headers", Text(ru: "Заголовки", en: "Headers"), .lines, advanced: true,
            help: Text(ru: "Имя: значение. Секреты сюда не пишите: их видит каждый, кто видит робота.", en: "Name: value. No secrets here: whoever sees the robot sees them.")),
    ]
    let results = [
        ResultSpec("status", Text(ru: "Код ответа", en: "Status of the answer")),
        ResultSpec("body", Text(ru: "Текст ответа", en: "Text of the answer")),
    ]

    func run(_ step: Step) throws -> Outcome {
        let target = try target(step)
        let method = try step.choice("method") ?? "POST"
        let content = try content(step)
        let message = WebhookMessage(
            to: target.target, method: method, headers: try headers(step), contentType: content.type, body: content.body)
        let draft = DeliveryDraft(
            ConnectorKind(WebhookMessage.connector), to: target.receiver,
            promise: try step.choice("onUnknown") == "ask" ? .atMostOnce : .idempotent, payload: message.json,
            onlyOnStage: try step.flag("onlyOnStage"))
        return try step.enqueue(draft, waits: try step.flag("waits"))
    }

    func resume(_ step: Step, _ event: PostedEvent) throws -> Outcome {
        if event.kind == .deliveryCancelled { return .skipped(event.reason ?? WebhookRobotTexts.cancelled) }
        return .done(results: event.payload.filter { $0.key == "status" || $0.key == "body" || $0.key.hasPrefix("answer.") })
    }

    private func target(_ step: Step) throws -> (target: WebhookMessage.Target, receiver: String) {
        if let id = try step.choice("connection").flatMap(Int64.init) {
            guard let connection = try ConnectionStore.connection(ConnectionID(id), in: step.transaction) else {
                throw step.wrong("connection", ConnectionTexts.none)
            }
            return (.connection(connection.id), String(id))
        }
        let text = try step.text("address")
        guard !text.isEmpty else { throw step.wrong("connection", WebhookRobotTexts.noTarget) }
        let address = try WebAddress(text, field: "\(step.setting.id).address")
        return (.address(address.text), address.host)
    }

    private func headers(_ step: Step) throws -> [String] {
        let lines = try step.texts("headers")
        for line in lines where !line.contains(":") || line.contains(where: \.isNewline) {
            throw step.wrong("headers", WebhookRobotTexts.badHeader.with(["line": line]))
        }
        return lines
    }

    // MARK: The body

    private func content(_ step: Step) throws -> (type: String?, body: String) {
        switch try step.choice("format") {
        case "json": return ("application/json", try step.json("body").text)
        case "form": return ("application/x-www-form-urlencoded", try form(step))
        case "none": return (nil, "")
        default: return ("application/json", try fields(step).text)
        }
    }

    private func fields(_ step: Step) throws -> JSONValue {
        let pairs = try values(step).map { JSONObject.Member($0.code, $0.value.plainJSON) }
        return [
            "event": .string(step.setting.title), "id": .int(step.document.id),
            "type": .string(step.document.entity?.code.lowercased() ?? ""), "fields": .object(JSONObject(pairs)),
        ]
    }

    private func form(_ step: Step) throws -> String {
        let pairs = try [("id", String(step.document.id))] + values(step).map { ($0.code, $0.value.printable) }
        return pairs.map { "\($0.0.formEncoded)=\($0.1.formEncoded)" }.joined(separator: "&")
    }

    private func values(_ step: Step) throws -> [(code: String, value: Value)] {
        try step.strings("fields").map { code in
            (code, try step.environment.value(object: "Document", field: code) ?? .null)
        }
    }
}

extension Step {
    /// JSON whose texts are templates: a text that is one insertion becomes its value, so numbers stay numbers, and no value
    /// can break out of its quotes.
    fileprivate func json(_ name: String) throws -> JSONValue {
        guard let source = parameter(name)?.string, let json = try? JSONValue(parsing: source) else {
            throw wrong(name, WebhookRobotTexts.badJSON)
        }
        let filled = try filled(json, name)
        record(name, .string(filled.text))
        return filled
    }

    private func filled(_ json: JSONValue, _ name: String) throws -> JSONValue {
        switch json {
        case .string(let source):
            let evaluated = try Template(source).evaluate(in: environment)
            if let error = evaluated.errors.first { throw wrong(name, error.message) }
            return evaluated.value.plainJSON
        case .array(let elements): return .array(try elements.map { try filled($0, name) })
        case .object(let object):
            return .object(JSONObject(try object.map { JSONObject.Member($0.key, try filled($0.value, name)) }))
        case .null, .bool, .int, .double: return json
        }
    }
}

extension Value {
    /// As other programs read it: dates and sums as text and number, references by their number.
    fileprivate var plainJSON: JSONValue {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .double(let value): .double(value)
        case .reference(let reference): .int(reference.id)
        case .money(let money): .double(Double(money.minorUnits) / 100)
        case .list(let values): .array(values.map(\.plainJSON))
        case .string, .date, .dateTime: .string(printable)
        }
    }
}

extension String {
    /// For `application/x-www-form-urlencoded`.
    fileprivate var formEncoded: String {
        let digits = Array("0123456789ABCDEF".utf8)
        return String(
            decoding: utf8.flatMap { byte -> [UInt8] in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "*"):
                    [byte]
                case UInt8(ascii: " "): [UInt8(ascii: "+")]
                default: [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                }
            }, as: UTF8.self)
    }
}

import CRM
import Kernel
import Storage

/// `telephony.externalCall.*`: calls of a telephone exchange outside. Administrators' keys may report everybody's calls, other
/// keys those of their person.
enum TelephonyMethods {
    private static let id = RESTParameter("CALL_ID", "string", isRequired: true, Text(ru: "Код звонка из register", en: "The call's code from register"))
    private static let user = RESTParameter("USER_ID", "integer", Text(ru: "Сотрудник; или USER_PHONE_INNER", en: "The person; or USER_PHONE_INNER"))
    private static let number = RESTParameter("PHONE_NUMBER", "string", isRequired: true, Text(ru: "Номер клиента", en: "The client's number"))

    static let methods: [RESTMethod] = [
        .write(
            "telephony.externalCall.register", .telephony, Text(ru: "Регистрирует начавшийся звонок", en: "Registers a call that begins"),
            [
                user, number,
                RESTParameter("TYPE", "integer", isRequired: true, Text(ru: "1 исходящий, 2 входящий, 3 перенаправленный, 4 обратный, 5 информационный", en: "1 outgoing, 2 incoming, 3 redirected, 4 callback, 5 informational")),
                RESTParameter("CRM_CREATE", "boolean", Text(ru: "Создать лид, если клиент неизвестен", en: "Make a lead for an unknown client")),
                RESTParameter("EXTERNAL_CALL_ID", "string", Text(ru: "Номер звонка на вашей АТС", en: "The exchange's own id")),
                RESTParameter("LINE_NUMBER", "string", Text(ru: "Линия", en: "The line")),
            ], register),
        .write(
            "telephony.externalCall.finish", .telephony, Text(ru: "Завершает звонок: дело и триггеры", en: "Ends a call: its activity and triggers"),
            [
                id, user, RESTParameter("DURATION", "integer", Text(ru: "Секунд разговора", en: "Seconds of talk")),
                RESTParameter("STATUS_CODE", "string", Text(ru: "200, 304, 486, 603-S…", en: "200, 304, 486, 603-S…")),
            ], finish),
        .write("telephony.externalCall.show", .telephony, Text(ru: "Показывает звонок сотруднику", en: "Shows a call to a person"), [id, user]) { call, command in
            let found = try find(call, command.transaction)
            try found.show(to: try audience(of: found, call, command.transaction), in: command)
            return Answer(true)
        },
        .write("telephony.externalCall.hide", .telephony, Text(ru: "Убирает звонок с экрана", en: "Takes a call off the screen"), [id, user]) { call, command in
            let found = try find(call, command.transaction)
            try found.hide(from: try audience(of: found, call, command.transaction), in: command)
            return Answer(true)
        },
        RESTMethod(
            "telephony.externalCall.attachRecord", .telephony, Text(ru: "Прикладывает запись разговора", en: "Attaches a recording"),
            [
                id, RESTParameter("RECORD_URL", "string", Text(ru: "Адрес записи", en: "Where it can be heard")),
                RESTParameter("FILENAME", "string", Text(ru: "Имя файла", en: "The file's name")),
                RESTParameter("FILE_CONTENT", "string", Text(ru: "Содержимое в base64", en: "The content as base64")),
            ], run: attach),
        .read(
            "telephony.externalCall.searchCrmEntities", .telephony, Text(ru: "Ищет клиента по телефону", en: "Looks a client up by phone"),
            [number], search),
    ]

    static func failure(_ text: String) -> RESTFailure { RESTFailure(400, "ERROR_CORE", text) }

    // MARK: Beginning and end

    @Sendable private static func register(_ call: Call, _ command: Command) throws -> Answer {
        let parameters = call.parameters
        guard let kind = parameters["TYPE"]?.number.flatMap({ ExternalCall.Kind(rawValue: Int(clamping: $0)) }) else {
            throw failure("TYPE is not defined or invalid.")
        }
        var start = ExternalCallStart(
            kind, phone: parameters.text("PHONE_NUMBER") ?? "", person: try person(call, command.transaction))
        start.line = short(parameters.text("LINE_NUMBER"))
        start.external = short(parameters.text("EXTERNAL_CALL_ID"))
        start.startedAt = try call.moment(parameters["CALL_START_DATE"], "CALL_START_DATE", code: "ERROR_CORE")
        start.makesLead = parameters["CRM_CREATE"].flatMap { $0.isVoid ? nil : $0.flag }
        start.source = parameters.text("CRM_SOURCE").flatMap { $0.isEmpty ? nil : $0 }
        start.program = call.caller.title
        start.item = try item(call, command.transaction)
        let registered = try coded { try ExternalCall.register(start, call.services.items, for: call.viewer, in: command) }
        if parameters["SHOW"]?.flag ?? true { try registered.show(to: [registered.person], in: command) }
        let made: [JSONValue] = registered.lead.map { [["ENTITY_TYPE": "LEAD", "ENTITY_ID": .int($0)]] } ?? []
        return Answer([
            "CALL_ID": .string(registered.code), "CRM_CREATED_LEAD": registered.lead.map { .int($0) } ?? nil, "CRM_CREATED_ENTITIES": .array(made),
            "CRM_ENTITY_TYPE": .string(registered.item?.entity?.code ?? ""), "CRM_ENTITY_ID": .int(registered.item?.id ?? 0),
        ])
    }

    @Sendable private static func finish(_ call: Call, _ command: Command) throws -> Answer {
        let registered = try find(call, command.transaction)
        let parameters = call.parameters
        let isNamed = ["USER_ID", "USER_PHONE_INNER"].contains { parameters[$0].map { !$0.isVoid } ?? false }
        var end = ExternalCallEnd(person: isNamed ? try person(call, command.transaction) : registered.person)
        guard let duration = (parameters["DURATION"] ?? 0).number, (0...604_800).contains(duration) else {
            throw RESTFailure(400, "INVALID_ARGUMENT", "DURATION is invalid.")
        }
        end.durationSeconds = Int(duration)
        end.status = parameters.text("STATUS_CODE").flatMap { $0.isEmpty ? nil : String($0.prefix(20)) }
        end.failure = short(parameters.text("FAILED_REASON"))
        end.cost = parameters.text("COST").flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
        end.currency = String((parameters.text("COST_CURRENCY") ?? "").prefix(3)).uppercased()
        end.vote = parameters["VOTE"]?.number.flatMap { (0...5).contains($0) ? Int($0) : nil }
        end.record = try address(parameters.text("RECORD_URL"))
        let finished = try coded { try registered.finish(end, in: command) }
        try finished.hide(from: [registered.person], in: command)
        return Answer(answer(finished, call))
    }

    private static func answer(_ finished: ExternalCall, _ call: Call) -> JSONValue {
        [
            "CALL_ID": .string(finished.code), "EXTERNAL_CALL_ID": finished.external.isEmpty ? nil : .string(finished.external),
            "PORTAL_USER_ID": .int(finished.person.rawValue), "PHONE_NUMBER": .string(finished.phone), "PORTAL_NUMBER": .string(finished.line),
            "INCOMING": .id(Int64(finished.kind.rawValue)), "CALL_DURATION": .int(Int64(finished.durationSeconds ?? 0)),
            "CALL_START_DATE": .string(finished.startedAt.contractText(in: call.zone)), "CALL_STATUS": finished.status == "200" ? 1 : 0,
            "CALL_VOTE": finished.vote.map { .int(Int64($0)) } ?? 0, "COST": finished.cost.map { .double($0) } ?? 0,
            "COST_CURRENCY": .string(finished.currency), "CALL_FAILED_CODE": .string(finished.status ?? ""),
            "CALL_FAILED_REASON": .string(finished.failure), "REST_APP_ID": nil, "REST_APP_NAME": .string(finished.program),
            "CRM_ACTIVITY_ID": .int(finished.activity?.rawValue ?? 0), "COMMENT": nil,
            "CRM_ENTITY_TYPE": .string(finished.item?.entity?.code ?? ""), "CRM_ENTITY_ID": .int(finished.item?.id ?? 0), "ID": .int(finished.id),
        ]
    }

    @Sendable private static func attach(_ call: Call) async throws -> Answer {
        let record = try address(call.parameters.text("RECORD_URL"))
        var file: FileID?
        if let name = call.parameters["FILENAME"], let content = call.parameters["FILE_CONTENT"] {
            guard let (name, bytes) = FileInput.file([name, content]) else { throw failure("FILE_CONTENT: base64 is expected.") }
            _ = try await call.services.portal.read { try find(call, $0) }
            file = try await call.services.files.add(named: name, bytes: bytes, as: call.caller.actor).id
        }
        if record.isEmpty, file == nil { throw failure("RECORD_URL, or FILENAME and FILE_CONTENT, are expected.") }
        return try await call.services.portal.perform(as: call.caller.actor) { [file] command in
            try find(call, command.transaction).attach(record: record, file: file, in: command)
            return Answer(["FILE_ID": .int(file?.rawValue ?? 0)])
        }
    }

    // MARK: Who and what

    private static func search(_ call: Call, _ reader: any Reader) throws -> Answer {
        guard let phone = PhoneNumber(call.parameters.text("PHONE_NUMBER") ?? "")?.normalized else {
            throw failure("PHONE_NUMBER is not defined or invalid.")
        }
        let found = try DuplicateFinder.find([.contact, .company, .lead], phones: [phone], for: call.viewer, in: reader)
        let people = try UserStore.users(found.compactMap(\.responsible), in: reader)
        let rows = found.filter { $0.title != nil }.map { match -> JSONValue in
            let person = match.responsible.flatMap { people[$0] }
            return [
                "CRM_ENTITY_TYPE": .string(match.item.entity?.code ?? ""), "CRM_ENTITY_ID": .int(match.item.id),
                "ASSIGNED_BY_ID": .int(match.responsible?.rawValue ?? 0), "NAME": .string(match.title ?? ""),
                "ASSIGNED_BY": person.map { user in
                    [
                        "ID": .id(user.id), "TIMEMAN_STATUS": "", "USER_PHONE_INNER": .string(user.profile.innerPhone),
                        "WORK_PHONE": .string(user.profile.workPhone), "PERSONAL_PHONE": nil, "PERSONAL_MOBILE": .string(user.profile.mobilePhone),
                    ]
                } ?? nil,
            ]
        }
        return Answer(.array(rows))
    }

    /// The call that is named; another person's only for administrators.
    static func find(_ call: Call, _ reader: any Reader) throws -> ExternalCall {
        guard let found = try ExternalCall.find(call.parameters.text("CALL_ID") ?? "", in: reader),
            call.viewer.isAdministrator || found.person == call.viewer.user
        else { throw failure("Call is not found.") }
        return found
    }

    private static func person(_ call: Call, _ reader: any Reader) throws -> UserID {
        var person = call.parameters["USER_ID"]?.number.map { UserID($0) }
        if person == nil || person?.rawValue == 0, let inner = call.parameters.text("USER_PHONE_INNER") {
            person = try UserStore.user(innerPhone: inner, in: reader)
        }
        guard let person, try !UserStore.active([person], in: reader).isEmpty else {
            throw failure("USER_ID or USER_PHONE_INNER should be set.")
        }
        guard person == call.viewer.user || call.viewer.isAdministrator else { throw RESTFailure.accessDenied }
        return person
    }

    private static func audience(of found: ExternalCall, _ call: Call, _ reader: any Reader) throws -> [UserID] {
        let named = (call.parameters["USER_ID"]?.elements ?? []).compactMap(\.number).map { UserID($0) }
        let people = named.isEmpty ? [found.person] : try UserStore.active(named, in: reader)
        guard call.viewer.isAdministrator || people.allSatisfy({ $0 == call.viewer.user }) else { throw RESTFailure.accessDenied }
        return people
    }

    private static func item(_ call: Call, _ reader: any Reader) throws -> DocumentID? {
        guard let type = call.parameters["CRM_ENTITY_TYPE"], !type.isVoid, let id = call.parameters["CRM_ENTITY_ID"]?.number, id != 0 else {
            return nil
        }
        guard let entity = EntityType(named: type), id > 0 else { throw failure("CRM_ENTITY_TYPE is invalid.") }
        return try ClassicItemMethods.find(DocumentID(entity, id), call, reader).id
    }

    private static func short(_ text: String?) -> String { String((text ?? "").prefix(200)) }

    private static func address(_ text: String?) throws -> String {
        guard let text, !text.isEmpty else { return "" }
        guard text.count <= 2000, text.hasPrefix("https://") || text.hasPrefix("http://") else {
            throw failure("RECORD_URL: an http or https address is expected.")
        }
        return text
    }

    /// Refusals of this family carry a code.
    private static func coded<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let failure as Failure where failure.code == .invalid {
            throw self.failure(failure.message.english)
        }
    }
}

import CRM
import Kernel
import Storage

/// `telephony.externalLine.*` and `voximplant.statistic.get`: the lines of telephone exchanges outside, and what was called.
enum TelephonyLineMethods {
    private static let number = RESTParameter("NUMBER", "string", isRequired: true, Text(ru: "Номер линии", en: "The line's number"))
    private static let content = [
        RESTParameter("NAME", "string", Text(ru: "Название", en: "Name")),
        RESTParameter("CRM_AUTO_CREATE", "boolean", Text(ru: "Создавать лид при исходящем на неизвестный номер", en: "Make a lead when an unknown number is called")),
    ]

    static let methods: [RESTMethod] = [
        .write("telephony.externalLine.add", .telephony, Text(ru: "Добавляет линию", en: "Adds a line"), [number] + content) { call, command in
            let parameters = call.parameters
            do {
                let line = try ExternalLine.add(
                    parameters.text("NUMBER") ?? "", name: parameters.text("NAME") ?? "",
                    makesLeads: parameters["CRM_AUTO_CREATE"]?.flag ?? true, in: command)
                return Answer(["ID": .int(line.id)])
            } catch let failure as Failure where failure.code == .invalid || failure.code == .conflict {
                throw TelephonyMethods.failure(failure.message[call.caller.language])
            }
        },
        .read("telephony.externalLine.get", .telephony, Text(ru: "Линии", en: "The lines")) { _, reader in
            Answer(
                .array(
                    try ExternalLine.all(in: reader).map {
                        ["NUMBER": .string($0.number), "NAME": .string($0.name), "CRM_AUTO_CREATE": .yesNo($0.makesLeads)]
                    }))
        },
        .write("telephony.externalLine.update", .telephony, Text(ru: "Меняет линию", en: "Changes a line"), [number] + content) { call, command in
            let line = try find(call, command.transaction)
            try line.change(
                name: call.parameters.text("NAME"), makesLeads: call.parameters["CRM_AUTO_CREATE"]?.flag, in: command)
            return Answer(["ID": .id(line.id)])
        },
        .write("telephony.externalLine.delete", .telephony, Text(ru: "Удаляет линию", en: "Deletes a line"), [number]) { call, command in
            try find(call, command.transaction).delete(in: command)
            return Answer([])
        },
        .read(
            "voximplant.statistic.get", .telephony, Text(ru: "Статистика звонков; свои, администратору — все", en: "What was called; one's own, everybody's for administrators"),
            [
                RESTParameter("FILTER", "object", Text(ru: "Условия", en: "Conditions")),
                RESTParameter("SORT", "string", Text(ru: "Поле сортировки", en: "The field to sort by")),
                RESTParameter("ORDER", "string", Text(ru: "asc или desc", en: "asc or desc")),
                RESTParameter("start", "integer", Text(ru: "Смещение", en: "Offset")),
            ], statistic),
    ]

    private static func find(_ call: Call, _ reader: any Reader) throws -> ExternalLine {
        guard let line = try ExternalLine.find(call.parameters.text("NUMBER") ?? "", in: reader) else {
            throw TelephonyMethods.failure("Line is not found.")
        }
        return line
    }

    private static func statistic(_ call: Call, _ reader: any Reader) throws -> Answer {
        let reading = FilterReading(
            code: { ExternalCall.isSelectable(FieldCode($0)) ? FieldCode($0) : nil }, unknown: .passOver
        ) { code, value in
            code == "PHONE_NUMBER" ? PhoneNumber(value.printable).map { .string($0.normalized) } ?? value : value
        }
        var order: [ItemSort] = []
        if let sort = call.parameters.text("SORT"), ExternalCall.isSelectable(FieldCode(sort)) {
            order = [ItemSort(FieldCode(sort), descending: call.parameters.text("ORDER")?.lowercased().hasPrefix("desc") ?? false)]
        }
        let start = PageStart(call)
        let (calls, total) = try ExternalCall.select(
            try call.parameters.object("FILTER").map { try reading.tree($0) }, of: call.viewer.isAdministrator ? nil : call.viewer.user,
            order: order, offset: start.offset, limit: PageStart.size, dates: call.dates, in: reader)
        return start.answer(.array(calls.map { row($0, call) }), total: total)
    }

    private static func row(_ found: ExternalCall, _ call: Call) -> JSONValue {
        [
            "ID": .id(found.id), "PORTAL_USER_ID": .id(found.person), "PORTAL_NUMBER": .string(found.line), "PHONE_NUMBER": .string(found.phone),
            "CALL_ID": .string(found.code), "EXTERNAL_CALL_ID": found.external.isEmpty ? nil : .string(found.external), "CALL_CATEGORY": "external",
            "CALL_LOG": nil, "CALL_DURATION": .id(Int64(found.durationSeconds ?? 0)),
            "CALL_START_DATE": .string(found.startedAt.contractText(in: call.zone)), "CALL_RECORD_URL": .string(found.record),
            "CALL_VOTE": found.vote.map { .id(Int64($0)) } ?? nil, "COST": .string(JSONValue.double(found.cost ?? 0).scalarText ?? "0"),
            "COST_CURRENCY": .string(found.currency), "CALL_FAILED_CODE": .string(found.status ?? ""), "CALL_FAILED_REASON": .string(found.failure),
            "CRM_ENTITY_TYPE": .string(found.item?.entity?.code ?? ""), "CRM_ENTITY_ID": .id(found.item?.id ?? 0),
            "CRM_ACTIVITY_ID": .id(found.activity?.rawValue ?? 0), "REST_APP_ID": nil, "REST_APP_NAME": .string(found.program),
            "TRANSCRIPT_ID": nil, "TRANSCRIPT_PENDING": "N", "SESSION_ID": nil, "REDIAL_ATTEMPT": nil, "COMMENT": nil,
            "RECORD_DURATION": nil, "RECORD_FILE_ID": found.recordFile.map { .id($0) } ?? nil, "CALL_TYPE": .id(Int64(found.kind.rawValue)),
        ]
    }
}

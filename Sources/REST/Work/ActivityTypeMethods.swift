import CRM
import Kernel
import Storage

/// `crm.activity.type.*` and `crm.activity.badge.*`: kinds of activities and badges that programs bring along.
enum ActivityTypeMethods {
    private static let fields = RESTParameter("fields", "object", isRequired: true, Text(ru: "Поля и значения", en: "Fields and values"))
    private static let type = RESTParameter("TYPE_ID", "string", isRequired: true, Text(ru: "Код вида", en: "The code of the kind"))
    private static let code = RESTParameter("code", "string", isRequired: true, Text(ru: "Код значка", en: "The code of the badge"))

    static let methods = types + badges

    private static let types: [RESTMethod] = [
        .writeWithFiles(
            "crm.activity.type.add", .crm, Text(ru: "Добавляет вид дел", en: "Adds a kind of activities"), [fields],
            files: { try $0.fields().value("ICON_FILE") }
        ) { call, files, command in
            let fields = try call.fields()
            let type = ActivityType(
                code: fields.value("TYPE_ID")?.scalarText ?? "", name: fields.value("NAME")?.scalarText ?? "", iconFile: files?.new.first,
                isConfigurable: fields.value("IS_CONFIGURABLE_TYPE")?.flag ?? false)
            do {
                try type.save(command)
            } catch let failure as Failure where failure.code == .invalid {
                throw RESTFailure(400, "INVALID_ARG_VALUE", failure.message[call.caller.language])
            }
            return Answer(true)
        },
        .read("crm.activity.type.list", .crm, Text(ru: "Виды дел, добавленные программами", en: "The kinds of activities that programs have added")) { call, reader in
            try call.require(.configurePortal)
            return Answer(
                .array(
                    try ActivityType.all(in: reader).map {
                        ["TYPE_ID": .string($0.code), "NAME": .string($0.name), "IS_CONFIGURABLE_TYPE": .yesNo($0.isConfigurable), "ICON_ID": .id($0.iconFile)]
                    }))
        },
        .write("crm.activity.type.delete", .crm, Text(ru: "Удаляет вид дел", en: "Deletes a kind of activities"), [type]) { call, command in
            guard try ActivityType.delete(call.parameters.text("TYPE_ID") ?? "", command) else {
                throw RESTFailure(400, "INVALID_ARG_VALUE", "There is no such type.")
            }
            return Answer(true)
        },
    ]

    private static let badges: [RESTMethod] = [
        .write("crm.activity.badge.add", .crm, Text(ru: "Добавляет значок", en: "Adds a badge"), [code, fields]) { call, command in
            let fields = try call.parameters.object("fields") ?? call.parameters.root.object ?? JSONObject()
            let name = fields.value("type")?.scalarText ?? ActivityBadge.Tone.secondary.rawValue
            guard let tone = ActivityBadge.Tone(rawValue: name) else {
                throw RESTFailure(400, "INVALID_ARG_VALUE", "type: success, failure, warning, primary or secondary is expected.")
            }
            let badge = ActivityBadge(
                code: call.parameters.text("code") ?? fields.value("code")?.scalarText ?? "", title: fields.value("title")?.scalarText ?? "",
                value: fields.value("value")?.scalarText ?? "", tone: tone)
            do {
                try badge.save(command)
            } catch let failure as Failure where failure.code == .invalid {
                throw RESTFailure(400, "INVALID_ARG_VALUE", failure.message[call.caller.language])
            }
            return Answer(["badge": json(badge)])
        },
        .read("crm.activity.badge.get", .crm, Text(ru: "Читает значок", en: "Reads a badge"), [code]) { call, reader in
            guard let badge = try ActivityBadge.all(in: reader).first(where: { $0.code == call.parameters.text("code") }) else { throw WorkOwner.missing }
            return Answer(["badge": json(badge)])
        },
        .read("crm.activity.badge.list", .crm, Text(ru: "Значки", en: "The badges")) { _, reader in
            Answer(["badges": .array(try ActivityBadge.all(in: reader).map(json))])
        },
        .write("crm.activity.badge.delete", .crm, Text(ru: "Удаляет значок", en: "Deletes a badge"), [code]) { call, command in
            guard try ActivityBadge.delete(call.parameters.text("code") ?? "", command) else { throw WorkOwner.missing }
            return Answer(nil)
        },
    ]

    private static func json(_ badge: ActivityBadge) -> JSONValue {
        ["code": .string(badge.code), "title": .string(badge.title), "value": .string(badge.value), "type": .string(badge.tone.rawValue)]
    }
}

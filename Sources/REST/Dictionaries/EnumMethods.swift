import CRM
import Kernel
import Storage

/// Lists that never change: kinds of items and activities.
enum EnumMethods {
    static let methods: [RESTMethod] =
        [
            list("crm.enum.ownertype", [(1, Text(ru: "Лид", en: "Lead"), "LEAD", "L"), (2, Text(ru: "Сделка", en: "Deal"), "DEAL", "D"), (3, Text(ru: "Контакт", en: "Contact"), "CONTACT", "C"), (4, Text(ru: "Компания", en: "Company"), "COMPANY", "CO")]),
            list("crm.enum.contenttype", [(1, Text(ru: "Текст", en: "Plain text"), "", ""), (2, Text(verbatim: "BBCode"), "", ""), (3, Text(verbatim: "HTML"), "", "")]),
            list("crm.enum.addresstype", [(1, Text(ru: "Фактический адрес", en: "Actual address"), "", "")]),
        ] + [
            RESTMethod("crm.enum.fields", .crm, Text(ru: "Описание полей", en: "Describes the fields")) { _ in
                Answer([
                    PlainField("ID", "int", .readOnly), PlainField("NAME", "string", .readOnly),
                    PlainField("SYMBOL_CODE", "string", .readOnly), PlainField("SYMBOL_CODE_SHORT", "string", .readOnly),
                ].json)
            },
            RESTMethod("crm.multifield.fields", .crm, Text(ru: "Описание полей", en: "Describes the fields")) { _ in
                Answer([
                    PlainField("ID", "int", .readOnly), PlainField("TYPE_ID", "string", .readOnly),
                    PlainField("VALUE", "string"), PlainField("VALUE_TYPE", "string"),
                ].json)
            },
            RESTMethod("crm.type.list", .crm, Text(ru: "Смарт-процессы: здесь их нет", en: "Custom kinds of items: there are none here")) { _ in
                Answer(["types": []], total: 0)
            },
            RESTMethod(
                "crm.type.get", .crm, Text(ru: "Смарт-процесс: здесь их нет", en: "A custom kind of items: there are none here"),
                [RESTParameter("id", "integer", isRequired: true, Text(ru: "Номер", en: "Its number"))]
            ) { _ in throw RESTFailure(400, "0", "Not found") },
            RESTMethod("crm.type.fields", .crm, Text(ru: "Описание полей смарт-процесса", en: "Describes the fields of a custom kind of items")) { _ in
                Answer(["fields": typeFields.json])
            },
            RESTMethod("crm.settings.mode.get", .crm, Text(ru: "Режим CRM: с лидами", en: "The mode of the CRM: with leads")) { _ in Answer(1) },
        ]

    private static let typeFields =
        [
            PlainField("id", "integer", .readOnly), PlainField("title", "string", .required), PlainField("code", "string"),
            PlainField("createdBy", "user", .readOnly), PlainField("entityTypeId", "integer", .required, .immutable),
            PlainField("customSectionId", "integer", .immutable),
        ]
        + [
            "isCategoriesEnabled", "isStagesEnabled", "isBeginCloseDatesEnabled", "isClientEnabled", "isUseInUserfieldEnabled",
            "isLinkWithProductsEnabled", "isMycompanyEnabled", "isDocumentsEnabled", "isSourceEnabled", "isObserversEnabled",
            "isRecyclebinEnabled", "isAutomationEnabled", "isBizProcEnabled", "isSetOpenPermissions",
        ].map { PlainField($0, "boolean") }
        + [PlainField("createdTime", "datetime"), PlainField("updatedTime", "datetime"), PlainField("updatedBy", "user", .readOnly)]

    private static func list(_ name: String, _ entries: [(Int64, Text, String, String)]) -> RESTMethod {
        RESTMethod(name, .crm, Text(ru: "Перечисление", en: "An enumeration")) { call in
            Answer(.array(entries.map { id, title, code, short in
                ["ID": .int(id), "NAME": .string(title[call.caller.language]), "SYMBOL_CODE": .string(code), "SYMBOL_CODE_SHORT": .string(short)]
            }))
        }
    }
}

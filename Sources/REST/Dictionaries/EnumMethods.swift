import CRM
import Kernel
import Storage

/// Lists that never change: kinds of items and activities, and the portal's currency.
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
            RESTMethod("crm.currency.list", .crm, Text(ru: "Валюты", en: "Currencies")) { call in
                Answer([currency(call)], total: 1)
            },
            RESTMethod("crm.currency.get", .crm, Text(ru: "Валюта", en: "A currency")) { call in
                guard call.parameters.text("id")?.uppercased() == "RUB" else { throw RESTFailure.notFound }
                return Answer(currency(call))
            },
            RESTMethod("crm.currency.base.get", .crm, Text(ru: "Основная валюта", en: "The base currency")) { _ in Answer("RUB") },
            RESTMethod("crm.type.list", .crm, Text(ru: "Смарт-процессы: здесь их нет", en: "Custom kinds of items: there are none here")) { _ in
                Answer(["types": []], total: 0)
            },
            RESTMethod("crm.settings.mode.get", .crm, Text(ru: "Режим CRM: с лидами", en: "The mode of the CRM: with leads")) { _ in Answer(1) },
        ]

    private static func list(_ name: String, _ entries: [(Int64, Text, String, String)]) -> RESTMethod {
        RESTMethod(name, .crm, Text(ru: "Перечисление", en: "An enumeration")) { call in
            Answer(.array(entries.map { id, title, code, short in
                ["ID": .int(id), "NAME": .string(title[call.caller.language]), "SYMBOL_CODE": .string(code), "SYMBOL_CODE_SHORT": .string(short)]
            }))
        }
    }

    private static func currency(_ call: Call) -> JSONValue {
        [
            "CURRENCY": "RUB", "AMOUNT_CNT": "1", "AMOUNT": "1.0000", "SORT": "100", "BASE": "Y",
            "FULL_NAME": .string(Text(ru: "Российский рубль", en: "Russian ruble")[call.caller.language]), "LID": .string(call.caller.language.rawValue),
            "FORMAT_STRING": "# ₽", "DEC_POINT": ",", "THOUSANDS_SEP": " ", "DECIMALS": "2", "DATE_UPDATE": .string(call.now.contractText(in: call.zone)),
        ]
    }
}

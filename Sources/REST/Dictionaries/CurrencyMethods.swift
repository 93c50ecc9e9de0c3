import CRM
import Kernel
import Storage

/// `crm.currency.*`: the currencies that sums can be in, with their rates to the base currency.
enum CurrencyMethods {
    private static let id = RESTParameter("id", "string", isRequired: true, Text(ru: "Код валюты: USD", en: "The currency's code: USD"))
    private static let fields = RESTParameter(
        "fields", "object", isRequired: true,
        Text(ru: "CURRENCY, AMOUNT_CNT, AMOUNT, SORT, FULL_NAME или LANG", en: "CURRENCY, AMOUNT_CNT, AMOUNT, SORT, FULL_NAME or LANG"))

    private static let described = [
        PlainField("CURRENCY", "string", .required, .immutable), PlainField("BASE", "char", .readOnly), PlainField("AMOUNT_CNT", "integer", .required),
        PlainField("AMOUNT", "double", .required), PlainField("SORT", "integer"), PlainField("FULL_NAME", "string"),
        PlainField("LID", "string", .readOnly), PlainField("FORMAT_STRING", "string", .readOnly), PlainField("DEC_POINT", "string", .readOnly),
        PlainField("THOUSANDS_SEP", "string", .readOnly), PlainField("DECIMALS", "integer", .readOnly), PlainField("DATE_UPDATE", "datetime", .readOnly),
        PlainField("LANG", "currency_localization", .multiple),
    ]

    static let methods: [RESTMethod] = [
        RESTMethod("crm.currency.fields", .crm, Text(ru: "Описание полей валюты", en: "Describes the fields of a currency")) { _ in Answer(described.json) },
        .read("crm.currency.list", .crm, Text(ru: "Валюты", en: "Currencies"), [ListParameters.all[2]]) { call, reader in
            let rows = RowList(rows: try Currency.all(in: reader).map { row($0, call) })
            return rows.sorted(try call.parameters.object("order") ?? JSONObject()).answer
        },
        .read("crm.currency.get", .crm, Text(ru: "Валюта", en: "A currency"), [id]) { call, reader in
            let currency = try find(call, reader)
            var row = row(currency, call)
            row["LANG"] = .object(JSONObject(Language.allCases.map { JSONObject.Member($0.rawValue, localization(currency)) }))
            return Answer(.object(row))
        },
        .read("crm.currency.base.get", .crm, Text(ru: "Основная валюта", en: "The base currency")) { _, reader in
            Answer(.string(try Currency.all(in: reader).first(where: \.isBase)?.code ?? "RUB"))
        },
        .write("crm.currency.add", .crm, Text(ru: "Добавляет валюту", en: "Adds a currency"), [fields]) { call, command in
            let fields = try call.fields()
            let code = (fields.value("CURRENCY")?.scalarText ?? "").uppercased()
            guard try Currency.find(code, in: command.transaction) == nil else { throw RESTFailure("The currency \(code.prefix(10)) is there already.") }
            return Answer(.string(try read(fields, over: Currency(code: code, name: code)).save(call.services.items.catalog, command).code))
        },
        .write("crm.currency.update", .crm, Text(ru: "Меняет валюту и её курс", en: "Changes a currency and its rate"), [id, fields]) { call, command in
            try read(try call.fields(), over: try find(call, command.transaction)).save(call.services.items.catalog, command)
            return Answer(true)
        },
        .write("crm.currency.delete", .crm, Text(ru: "Удаляет валюту", en: "Deletes a currency"), [id]) { call, command in
            try Currency.delete(try find(call, command.transaction).code, call.services.items.catalog, command)
            return Answer(true)
        },
    ]

    private static func find(_ call: Call, _ reader: any Reader) throws -> Currency {
        guard let currency = try Currency.find(call.parameters.text("id") ?? "", in: reader) else { throw RESTFailure.notFound }
        return currency
    }

    private static func read(_ fields: JSONObject, over known: Currency) throws -> Currency {
        var currency = known
        if let nominal = fields.value("AMOUNT_CNT") {
            guard let number = nominal.number else { throw RESTFailure("AMOUNT_CNT is not a number.") }
            currency.nominal = number
        }
        if let rate = fields.value("AMOUNT") {
            guard let number = rate.scalarText.flatMap({ Value.number(parsing: $0) }), number > 0, number < 1e8 else {
                throw RESTFailure("AMOUNT: a positive number is expected.")
            }
            currency.rate = Int64((number * 10_000).rounded())
        }
        if let sort = fields.value("SORT")?.number { currency.sort = sort }
        let names = fields.value("LANG")?.object
        let name = names?.value("ru")?["FULL_NAME"] ?? names?.members.first?.value["FULL_NAME"] ?? fields.value("FULL_NAME")
        if let name = name?.scalarText { currency.name = name }
        return currency
    }

    private static func row(_ currency: Currency, _ call: Call) -> JSONObject {
        .of([
            "CURRENCY": .string(currency.code), "AMOUNT_CNT": .id(currency.nominal), "AMOUNT": .string(amount(currency.rate)),
            "SORT": .id(currency.sort), "BASE": .yesNo(currency.isBase), "FULL_NAME": .string(currency.name), "LID": .string(call.caller.language.rawValue),
            "FORMAT_STRING": .string("# \(currency.sign)"), "DEC_POINT": ",", "THOUSANDS_SEP": " ", "DECIMALS": "2",
            "DATE_UPDATE": .string((currency.changedAt ?? call.now).contractText(in: call.zone)),
        ])
    }

    private static func localization(_ currency: Currency) -> JSONValue {
        [
            "FORMAT_STRING": .string("# \(currency.sign)"), "FULL_NAME": .string(currency.name), "DEC_POINT": ",", "THOUSANDS_SEP": " ", "DECIMALS": "2",
            "THOUSANDS_VARIANT": "S", "HIDE_ZERO": "Y",
        ]
    }

    /// A rate that nobody has told is nought, which no rate can be.
    private static func amount(_ rate: Int64?) -> String {
        let rate = rate ?? 0
        let fraction = String(rate % 10_000)
        return "\(rate / 10_000).\(String(repeating: "0", count: 4 - fraction.count))\(fraction)"
    }
}

import CRM
import Kernel

extension ItemReading {
    /// What a field of the source says, in the terms of ours; the field itself then accepts it or not.
    static func value(
        _ json: JSONValue, _ field: Field, _ options: [String: String], _ links: Links, _ source: SourceItem
    ) -> Value {
        if field.type.code == "file" {
            let place = "\(source.entity.code):\(field.code)"
            return list(SourceItem.files(json).compactMap { MovedFiles.Wanted(owner: source.foreign, place: place, json: $0).key }
                .compactMap { links.files.files[$0] }.map(Value.file), field)
        }
        // Where nothing is filled in, PHP says an empty list, an empty text or no.
        let elements = json.elements.filter { !$0.isVoid && !($0 == .bool(false) && field.type.code != "boolean") }
        return list(elements.compactMap { single($0, field, options, links, source) }, field)
    }

    private static func list(_ values: [Value], _ field: Field) -> Value {
        if values.isEmpty { return .null }
        if field.isMultiple { return .list(values) }
        if values.count == 1 { return values[0] }
        // A field that is single here keeps all of them as a text.
        return ["string", "text"].contains(field.type.code) ? .string(values.map(\.printable).joined(separator: ", ")) : .list(values)
    }

    private static func single(
        _ json: JSONValue, _ field: Field, _ options: [String: String], _ links: Links, _ source: SourceItem
    ) -> Value? {
        guard let text = json.scalarText else { return .string(json.text) }
        switch field.type.code {
        case "boolean": return json.flag.map(Value.bool) ?? .string(text)
        case "employee": return text == "0" ? nil : links.people[text].map(Value.user)
        case "crm": return SourceItem.item(json, of: field).flatMap { links.items[$0] }.map(Value.item)
        // The day as it is written, whatever the zone.
        case "date": return .string(text.contains("T") ? String(text.prefix(10)) : text)
        case "money": return money(text, field, source)
        case "enumeration": return .string(options[text] ?? text)
        case "text": return .string(PlainText.of(text))
        case "string": return .string(field.isCustom ? withoutPlace(text) : text)
        case "integer": return .string(text.hasSuffix(".0") ? String(text.dropLast(2)) : text)
        default: return .string(text)
        }
    }

    /// Fields of one's own say «100|RUB»; the portal's own sums stand beside their currency, and 0 is none.
    private static func money(_ text: String, _ field: Field, _ source: SourceItem) -> Value? {
        if field.isCustom { return .string(text.hasPrefix("|") ? "0" + text : text) }
        let money = Money(parsing: text, currency: source.text("CURRENCY_ID") ?? "RUB")
        return money.map { $0.minorUnits == 0 && (source.details.products ?? []).isEmpty ? nil : .money($0) } ?? .string(text)
    }

    /// An address carries its place on the map: «Москва, Тверская 1|55.7;37.6|12».
    private static func withoutPlace(_ text: String) -> String {
        let parts = text.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[1].contains(";"), parts[1].allSatisfy({ $0.isNumber || $0 == "." || $0 == ";" || $0 == "-" }) else { return text }
        return String(parts[0])
    }

    /// Nil for one that does not say when.
    static func stay(_ row: JSONObject, _ source: SourceItem, _ links: Links, _ dates: DateSetting) -> PastStay? {
        let foreign = (row.value("STAGE_ID") ?? row.value("STATUS_ID"))?.scalarText ?? ""
        let category = row.value("CATEGORY_ID")?.scalarText ?? "0"
        let pipeline = source.entity == .deal ? links.pipelines["DEAL:\(category)"]?.number ?? 0 : 0
        guard let at = row.value("CREATED_TIME")?.scalarText.flatMap({ dates.moment(.string($0)) }) else { return nil }
        let kind = row.value("TYPE_ID")?.number.flatMap { StageHistory.Kind(rawValue: Int(clamping: $0)) } ?? .moved
        return PastStay(kind, pipeline: Int(pipeline), stage: links.stages[foreign] ?? foreign, at: at)
    }

    /// The source gives the price of one in the end and what it was before; ours is the price before the discount.
    static func product(_ row: JSONObject) -> ProductRow {
        func minor(_ name: String, _ scale: Double) -> Int64? {
            guard let text = row.value(name)?.scalarText, let number = Value.number(parsing: text), number.magnitude < 1e12 else { return nil }
            return Int64((number * scale).rounded())
        }
        let isIncluded = row.value("TAX_INCLUDED")?.flag ?? true
        let final = minor("PRICE", 100) ?? 0
        let price = (isIncluded ? minor("PRICE_BRUTTO", 100) : minor("PRICE_NETTO", 100)) ?? final
        let isPercent = row.value("DISCOUNT_TYPE_ID")?.number == 2
        let discount: ProductRow.Discount = isPercent ? .percent(minor("DISCOUNT_RATE", 100) ?? 0) : .absolute(minor("DISCOUNT_SUM", 100) ?? 0)
        let name = row.value("PRODUCT_NAME")?.scalarText?.withoutOuterSpace ?? ""
        return ProductRow(
            name: name.isEmpty ? "—" : String(name.prefix(500)), unit: row.value("MEASURE_NAME")?.scalarText ?? "", price: max(0, price),
            quantity: max(1, minor("QUANTITY", 1000) ?? 1000), discount: discount, taxRate: minor("TAX_RATE", 100), isTaxIncluded: isIncluded)
    }
}

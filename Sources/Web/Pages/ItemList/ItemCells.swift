import CRM
import Kernel

/// How the values of an item look in a row of a list.
struct ItemCells {
    let names: Names
    let writer: DateWriter
    let now: Timestamp
    let language: Language

    func cell(_ field: CRM.Field, of item: Item) -> HTML {
        if field.code == .title { return title(item) }
        let value = item.value(field.code)
        if value.isEmpty { return "<span class=\"faint\">—</span>" }
        switch field.type.code {
        case "crm_status": return stage(item, value)
        case "employee": return "\(each: value.userIDs, person)"
        case "crm": return .init(joining: value.documents.map(link), with: ", ")
        case "date", "datetime": return moment(value, field)
        case "phone": return .init(joining: value.elements.map { reach("tel:", $0.printable) }, with: ", ")
        case "email": return .init(joining: value.elements.map { reach("mailto:", $0.printable) }, with: ", ")
        case "text": return "<span class=\"cell-text\">\(field.text(value, language, names))</span>"
        default: return "\(field.text(value, language, names))"
        }
    }

    /// The link that names an item.
    func title(_ item: Item) -> HTML {
        let name = item.title.isEmpty ? "\(item.entity.name[language]) №\(item.id.id)" : item.title
        return .tableTitle(name, to: item.id.cardAddress, attributes: " data-slideover")
    }

    private func stage(_ item: Item, _ value: Value) -> HTML {
        guard let stage = names.pipelines.stage(value.printable, of: item.entity) else { return "\(value.printable)" }
        return .stageTag(stage.name[language], color: StageColor(stage.color))
    }

    private func person(_ id: UserID) -> HTML {
        .person(name: names.user(id) ?? "№ \(id)", id: id.rawValue, address: "/people/\(id)")
    }

    private func link(_ document: DocumentID) -> HTML {
        let name = names.item(document) ?? "№ \(document.id)"
        return "<a class=\"link\" href=\"\(url: document.cardAddress)\" data-slideover>\(name)</a>"
    }

    private func reach(_ scheme: String, _ address: String) -> HTML {
        "<a class=\"nowrap\" href=\"\(url: scheme + address.filter { !$0.isWhitespace })\">\(address)</a>"
    }

    /// Of a moment the day is enough in a row; the hour of today counts, and the whole of it shows on pointing.
    private func moment(_ value: Value, _ field: CRM.Field) -> HTML {
        let exact = field.text(value, language, names)
        let text: String
        switch value {
        case .date(let day): text = writer.shortDate(day, now: now)
        case .dateTime(let moment):
            let day = dayOf(moment)
            text = day == dayOf(now) ? writer.moment(moment, now: now) : writer.day(day, now: now)
        default: text = exact
        }
        return "<span class=\"nowrap\" title=\"\(exact)\">\(text)</span>"
    }

    private func dayOf(_ moment: Timestamp) -> LocalDate { writer.zone.local(moment).date }
}

extension HTML {
    /// Pieces with a separator between.
    init(joining pieces: [HTML], with separator: String) {
        self.init()
        for (place, piece) in pieces.enumerated() {
            if place > 0 { self += HTML(text: separator) }
            self += piece
        }
    }
}

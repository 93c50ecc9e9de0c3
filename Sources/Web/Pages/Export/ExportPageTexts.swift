import Kernel

enum ExportPageTexts {
    static let excel = Text(ru: "Экспорт в Excel", en: "Export to Excel")
    static let csv = Text(ru: "Экспорт в CSV", en: "Export to CSV")
    static let allFields = Text(ru: "{export}: все поля", en: "{export}: all fields")
    static let more = Text(ru: "Ещё", en: "More")
}

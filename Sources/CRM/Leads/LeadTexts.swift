import Kernel

enum LeadTexts {
    static let onlyLeads = Text(ru: "Конвертировать можно только лид", en: "Only a lead can be converted")
}

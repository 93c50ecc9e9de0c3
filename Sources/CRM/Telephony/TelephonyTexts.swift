import Kernel

enum TelephonyTexts {
    static let badLine = Text(
        ru: "Номер линии: от 1 до 100 знаков, название — не длиннее 200.",
        en: "The number of a line is 1 to 100 characters long, its name at most 200.")
    static let knownLine = Text(ru: "Линия с таким номером уже есть.", en: "There is a line with this number already.")
    static let onScreen = Text(ru: "Звонок: {phone} {client}", en: "Call: {phone} {client}")
    static let newLead = Text(ru: "Звонок {phone}", en: "Call {phone}")
    static let record = Text(ru: "Запись разговора: {address}", en: "Recording: {address}")
}

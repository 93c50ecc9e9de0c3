import Kernel

/// The words of «Импорт BPMN».
enum BPMNPageTexts {
    static let open = Text(ru: "Импорт BPMN", en: "Import BPMN")
    static let crumb = open
    static let title = Text(ru: "Импорт BPMN в процесс стадии «{stage}»", en: "Import BPMN into the process of “{stage}”")
    static let lead = Text(
        ru: "Схема из bpmn.io или другого редактора BPMN 2.0 становится блоками конструктора.",
        en: "A drawing of bpmn.io or another BPMN 2.0 editor becomes blocks of the designer.")
    static let file = Text(ru: "Файл схемы", en: "File of the drawing")
    static let otherFile = Text(ru: "Другой файл", en: "Another file")
    static let fileHelp = Text(
        ru: "BPMN 2.0 (.bpmn или .xml), до 2 МБ. Сначала вы увидите, что перенесётся; в черновик ничего не попадёт, пока вы не вставите.",
        en: "BPMN 2.0 (.bpmn or .xml), up to 2 MB. You see first what is taken over; nothing changes until you insert it.")
    static let check = Text(ru: "Проверить файл", en: "Check the file")
    static let chooseFile = Text(ru: "Выберите файл схемы.", en: "Choose the file of a drawing.")
    static let gone = Text(ru: "Этого файла больше нет. Загрузите его ещё раз.", en: "This file is gone. Send it again.")
    static let tooLarge = Text(ru: "Файл больше 2 МБ.", en: "The file is larger than 2 MB.")

    static let everything = Text(ru: "Схема переносится целиком.", en: "The whole drawing is taken over.")
    static let leftOut = Text(ru: "Не перенесено", en: "Not taken over")
    static let toFinish = Text(ru: "Настройте после вставки", en: "To be set after inserting")
    static let preview = Text(ru: "Что получится: {title}", en: "What it becomes: {title}")
    static let nothing = Text(ru: "В схеме нет ничего, что можно перенести.", en: "The drawing has nothing that can be taken over.")
    static let insert = Text(ru: "Вставить в черновик", en: "Insert into the draft")
    static let insertHelp = Text(
        ru: "Блоки встанут в конец процесса стадии. Пока условия не заданы, сохранить роботов нельзя.",
        en: "The blocks go to the end of the stage's process. Robots cannot be saved until the conditions are set.")

    static func inserted(_ count: Int) -> Text {
        Text(
            ru: "\(russianPlural(count, one: "Вставлен", few: "Вставлено", many: "Вставлено")) \(count) \(russianPlural(count, one: "блок", few: "блока", many: "блоков")). Задайте условия и проверьте роботов.",
            en: "\(count) block\(count == 1 ? "" : "s") inserted. Set the conditions and look at the robots.")
    }
}

import Kernel

enum SimulateTexts {
    static let noPortal = Text(
        ru: "В папке {folder} нет портала. Укажите папку портала: --data ПАПКА.",
        en: "There is no portal in {folder}. Name the portal's folder: --data FOLDER.")
    static let oldSchema = Text(
        ru: "База портала другой версии, чем программа. Запустите prom2b serve этой версии один раз: он обновит базу.",
        en: "The database is of another version than the program. Start prom2b serve of this version once: it updates the database.")
    static let badEvent = Text(
        ru: "Событие «{text}» не понято. Пример: --event \"2wh incoming_call\", --event \"1wd stage_moved DEAL:0/QUOTE\", --event \"3d field_filled DEAL/UF_CRM_IN_STOCK=Y\". Единицы: m, h, d, wh, wd.",
        en: "The event “{text}” is not understood. Examples: --event \"2wh incoming_call\", --event \"1wd stage_moved DEAL:0/QUOTE\", --event \"3d field_filled DEAL/UF_CRM_IN_STOCK=Y\". Units: m, h, d, wh, wd.")
    static let unknownDeed = Text(
        ru: "Такого события нет: {deed}. Есть: {known}.", en: "There is no such event: {deed}. There are: {known}.")
    static let badSpan = Text(
        ru: "Время «{text}» не понято: нужно число и m, h, d, wh или wd, например 4wh.", en: "The time “{text}” is not understood: a number and m, h, d, wh or wd, for example 4wh.")
    static let badMoment = Text(
        ru: "Начало «{text}» не понято: нужно ГГГГ-ММ-ДД ЧЧ:ММ.", en: "The beginning “{text}” is not understood: YYYY-MM-DD HH:MM.")
    static let badField = Text(ru: "«{text}»: нужно КОД=значение.", en: "“{text}”: CODE=value is needed.")
    static let noDraft = Text(
        ru: "У «{login}» нет несохранённых изменений этой воронки.", en: "“{login}” has no unsaved changes of this pipeline.")
    static let noUser = Text(ru: "Сотрудника с логином «{login}» нет.", en: "Nobody has the login “{login}”.")
    static let head = Text(ru: "{title} — {pipeline}", en: "{title} — {pipeline}")
    static let counts = Text(
        ru: "Роботов сработало: {acted}, пропущено: {skipped}, ошибок: {failed}, задач: {tasks}, дел: {activities}, уведомлений: {notices}, сообщений: {messages}, отправок: {deliveries}.",
        en: "Robots acted: {acted}, skipped: {skipped}, errors: {failed}, tasks: {tasks}, activities: {activities}, notifications: {notices}, messages: {messages}, deliveries: {deliveries}.")
    static let waiting = Text(ru: "Ещё ждут:", en: "Still waiting:")
    static let to = Text(ru: "кому: {who}", en: "to: {who}")
    static let until = Text(ru: "до {moment}", en: "by {moment}")
    static let planned = Text(ru: "по плану {moment}", en: "planned for {moment}")
}

import Kernel

/// What is wrong with a preset file.
enum PresetTexts {
    static let at = Text(ru: "Строка {line}, {place}: {message}", en: "Line {line}, {place}: {message}")
    static let notYAML = Text(
        ru: "Файл не читается как YAML: {error}. Исправьте это место и загрузите файл ещё раз.",
        en: "The file cannot be read as YAML: {error}. Correct this place and load the file again.")
    static let notMapping = Text(ru: "здесь нужны пары «ключ: значение».", en: "pairs “key: value” are needed here.")
    static let notList = Text(ru: "здесь нужен список.", en: "a list is needed here.")
    static let notText = Text(ru: "здесь нужен текст.", en: "a text is needed here.")
    static let notNumber = Text(ru: "здесь нужно целое число.", en: "a whole number is needed here.")
    static let notYesNo = Text(ru: "здесь нужно true или false.", en: "true or false is needed here.")
    static let noAliases = Text(ru: "ссылки YAML (*имя) не поддерживаются.", en: "YAML aliases (*name) are not supported.")
    static let unknownKey = Text(ru: "ключ «{key}» неизвестен. Проверьте написание.", en: "the key “{key}” is unknown. Check its spelling.")
    static let missingKey = Text(ru: "нет обязательного ключа «{key}».", en: "the required key “{key}” is missing.")
    static let unknownWord = Text(ru: "«{word}» неизвестно. Возможные значения: {known}.", en: "“{word}” is unknown. Possible values: {known}.")
    static let newerFormat = Text(
        ru: "формат {format} новее программы. Обновите Prom2B.", en: "format {format} is newer than the program. Update Prom2B.")
    static let timing = Text(
        ru: "время «{text}» не понятно. Примеры: now, after previous, {after: 3 days}, {at: UF_CRM_SHIP_DATE}.",
        en: "the timing “{text}” is not understood. Examples: now, after previous, {after: 3 days}, {at: UF_CRM_SHIP_DATE}.")
    static let unknownStage = Text(ru: "в воронке нет стадии «{stage}».", en: "the pipeline has no stage “{stage}”.")
    static let noGoal = Text(
        ru: "Не сказано, чего ждать: нужно event (событие), if (условие) или until (момент).",
        en: "It does not say what to wait for: give event, if or until.")
    static let unknownBlock = Text(
        ru: "здесь нужен robot, branch, switch, parallel, delay, wait, loop, each или stop.", en: "robot, branch, switch, parallel, delay, wait, loop, each or stop is needed here.")
    static let unknownAlias = Text(
        ru: "поля с названием «{name}» нет.", en: "there is no field with the title “{name}”.")
    static let constant = Text(ru: "константа «{title}»", en: "the constant “{title}”")
    static let field = Text(ru: "поле «{title}» ({entity})", en: "the field “{title}” ({entity})")
    static let pipeline = Text(ru: "воронка «{name}»", en: "the pipeline “{name}”")
    static let stage = Text(ru: "стадия «{name}» воронки «{pipeline}»", en: "the stage “{name}” of “{pipeline}”")
    static let robot = Text(ru: "«{title}» на стадии «{stage}»", en: "“{title}” on the stage “{stage}”")
    static let process = Text(ru: "процесс «{title}» воронки «{pipeline}»", en: "the process “{title}” of “{pipeline}”")
    static let blockOfProcess = Text(ru: "«{title}» в процессе «{stage}»", en: "“{title}” in the process “{stage}”")
    static let added = Text(ru: "+ {what}", en: "+ {what}")
    static let changed = Text(ru: "~ {what}", en: "~ {what}")
    static let removed = Text(ru: "- {what}", en: "- {what}")
    static let reordered = Text(ru: "~ порядок на стадии «{stage}»", en: "~ the order on the stage “{stage}”")
}

import Kernel

enum DefinitionTexts {
    static let noBlock = Text(ru: "Этого блока больше нет. Обновите страницу.", en: "This block does not exist any more. Reload the page.")
    static let noList = Text(ru: "Этой ветви больше нет. Обновите страницу.", en: "This branch does not exist any more. Reload the page.")
    static let intoItself = Text(ru: "Блок нельзя поставить внутрь него самого.", en: "A block cannot be put inside itself.")
    static let notObject = Text(ru: "Здесь ожидается набор настроек.", en: "A set of settings is expected here.")
    static let notText = Text(ru: "Здесь ожидается текст.", en: "A text is expected here.")
    static let notFlag = Text(ru: "Здесь ожидается да или нет.", en: "Yes or no is expected here.")
    static let notNumber = Text(ru: "Здесь ожидается целое число.", en: "A whole number is expected here.")
    static let notList = Text(ru: "Здесь ожидается список.", en: "A list is expected here.")
    static let noCondition = Text(ru: "Задайте условие.", en: "Set a condition.")
    static let unknownMember = Text(
        ru: "Неизвестная настройка «{member}». Проверьте, нет ли опечатки.",
        en: "Unknown setting “{member}”. Check the spelling.")
    static let unknownUnit = Text(
        ru: "Неизвестная единица времени «{unit}»: бывают minutes, hours, days.",
        en: "Unknown unit of time “{unit}”: use minutes, hours or days.")
    static let badTime = Text(
        ru: "«{time}» не время суток. Напишите, например, 09:30.",
        en: "“{time}” is no time of day. Write 09:30, for example.")
    static let unknownLeaving = Text(
        ru: "Неизвестное поведение при уходе со стадии «{leaving}»: бывают stop, finish, close, reassign.",
        en: "Unknown behaviour on leaving the stage “{leaving}”: use stop, finish, close or reassign.")
    static let unknownBlock = Text(
        ru: "Неизвестный блок «{type}»: бывают robot, branch, switch, parallel, delay, wait, loop, each, stop.",
        en: "Unknown block “{type}”: use robot, branch, switch, parallel, delay, wait, loop, each or stop.")
    static let unknownWord = Text(ru: "Неизвестно «{word}»: бывает {known}.", en: "Unknown “{word}”: use {known}.")
    static let noGoal = Text(
        ru: "Не сказано, чего ждать: нужно event (событие), condition (условие) или until (момент).",
        en: "It does not say what to wait for: give event, condition or until.")
    static let unknownRows = Text(
        ru: "Неизвестный список «{rows}»: бывают products (товары) и contacts (контакты).",
        en: "Unknown list “{rows}”: use products or contacts.")
    static let unknownJoin = Text(
        ru: "Параллельные ветви ждут all (всех) или any (любую), а не «{mode}».",
        en: "Parallel branches wait for all or any, not “{mode}”.")
    static let unknownVersion = Text(
        ru: "Автоматизация сохранена в форме версии {version}, эта программа её не знает. Обновите портал.",
        en: "The automation is stored in form version {version}, which this program does not know. Update the portal.")
    static let refused = Text(
        ru: "Автоматизацию нельзя сохранить: {problem}", en: "The automation cannot be saved: {problem}")
    static let noVersion = Text(
        ru: "Версии {version} автоматизации «{name}» нет.",
        en: "There is no version {version} of the automation “{name}”.")
}

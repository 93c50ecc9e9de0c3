import Kernel

/// What robots say when they cannot do their work, and words that several of them use.
package enum RobotTexts {
    static let noProcess = Text(ru: "процесс не выбран", en: "no process is chosen")
    static let nobody = Text(
        ru: "Некому поручить: за «{who}» никто не стоит. Назначьте человека на роль в «Готовности портала» или выберите другого.",
        en: "There is nobody to give this to: nobody stands behind “{who}”. Set the person of the role in “Portal readiness” or choose another.")
    static let incident = Text(
        ru: "Робот «{robot}» остановился: {message}", en: "The robot “{robot}” has stopped: {message}")
    static let mention = Text(ru: "робот «{robot}» воронки «{pipeline}»", en: "the robot “{robot}” of “{pipeline}”")
    static let replacedNote = Text(ru: "Замена уволенного сотрудника", en: "Substitute of a dismissed person")
    static let noSuchStage = Text(ru: "В воронке нет стадии «{stage}».", en: "The pipeline has no stage “{stage}”.")
    static let noPipeline = Text(ru: "Не выбрана воронка.", en: "No pipeline is chosen.")
    static let noOriginal = Text(ru: "У сделки нет исходной сделки.", en: "The deal has no original deal.")
    static let itemGone = Text(ru: "Элемента больше нет.", en: "The item does not exist any more.")
    static let notLead = Text(ru: "Создать на основании можно только лид.", en: "Only a lead can be converted.")
    static let notDeal = Text(ru: "Копировать можно только сделку.", en: "Only a deal can be copied.")
    static let alreadyThere = Text(ru: "Элемент уже на этой стадии.", en: "The item is on this stage already.")
    static let allFilled = Text(ru: "Все поля уже заполнены.", en: "All fields are filled already.")
    static let unchanged = Text(ru: "Значения уже такие.", en: "The values are like this already.")

    static let noOpenTasks = Text(ru: "Открытых задач роботов нет.", en: "There are no open tasks of robots.")
    static let noVariable = Text(
        ru: "Такой переменной нет. Заведите её в «Настройки → Константы и переменные» или выберите другую.",
        en: "There is no such variable. Make it in Settings → Constants and variables, or choose another.")
    static let noPrice = Text(
        ru: "Товара «{product}» нет в каталоге, а цена не указана.", en: "“{product}” is not in the catalogue and no price is given.")
    static let badAmount = Text(ru: "Нужно число не меньше нуля.", en: "A number of at least zero is needed.")
    static let noSuchProducts = Text(ru: "Таких товаров в элементе нет.", en: "The item has no such products.")
    static let noClient = Text(ru: "Клиент не указан.", en: "No client is linked.")

    static let badVotes = Text(
        ru: "Голосов «за» нужно от 1 до {count}: столько людей спрашивают.", en: "From 1 to {count} approvals: that many people are asked.")

    static let digest = Text(
        ru: "Автоматика ждёт вас: остановилось {open}, из них за сутки {fresh}.", en: "Automation waits for you: {open} stopped, {fresh} of them since yesterday.")

    static let chosenPerson = Text(ru: "Выбранный сотрудник", en: "The person chosen")
    static let sameClient = Text(ru: "С тем же клиентом", en: "With the same client")
    static let linkToItem = Text(ru: "Указать в этом элементе", en: "Link to this item")
    static let to = Text(ru: "Кому", en: "To")
    static let from = Text(ru: "От кого", en: "From")
    static let text = Text(ru: "Текст", en: "Text")
    static let subject = Text(ru: "Тема", en: "Subject")
    static let description = Text(ru: "Описание", en: "Description")
    static let responsible = Text(ru: "Ответственный", en: "Responsible")
    static let deadline = Text(ru: "Крайний срок", en: "Deadline")
    static let important = Text(ru: "Важное", en: "Important")
    static let activityNumber = Text(ru: "Номер дела", en: "Activity number")
    static let stage = Text(ru: "Стадия", en: "Stage")
    static let inNameOf = Text(ru: "От имени", en: "In the name of")
    static let reminder = Text(ru: "Напомнить за, минут", en: "Remind before, minutes")
    static let completesOnStageChange = Text(
        ru: "Завершать дело при переходе на другую стадию", en: "Complete the activity when the item leaves the stage")
    static let target = Text(ru: "Какой элемент", en: "Which item")
    static let thisItem = Text(ru: "Этот элемент", en: "This item")
    static let originalItem = Text(ru: "Исходная сделка", en: "The original deal")
}

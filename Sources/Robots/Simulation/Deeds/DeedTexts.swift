import Kernel

/// What is said of deeds in a scenario.
enum DeedTexts {
    static let call = Text(ru: "Клиент звонит", en: "The client calls")
    static let missed = Text(ru: "Звонок клиента пропущен", en: "A call of the client is missed")
    static let mail = Text(ru: "Приходит письмо клиента", en: "The client writes a letter")
    static let payment = Text(ru: "Клиент оплачивает", en: "The client pays")
    static let task = Text(ru: "Задача выполнена", en: "A task is done")
    static let activity = Text(ru: "Дело выполнено", en: "An activity is done")
    static let request = Text(ru: "На запрос сведений ответили", en: "An information request is answered")
    static let approved = Text(ru: "Согласовали или ознакомились", en: "It is approved or taken note of")
    static let rejected = Text(ru: "Отклонили", en: "It is rejected")
    static let decided = Text(ru: "«{title}» — {who}", en: "“{title}” — {who}")
    static let noAssignment = Text(ru: "Решения в этот момент ни от кого не ждут.", en: "Nobody is asked to decide at that moment.")
    static let field = Text(ru: "Заполнено поле", en: "A field is filled in")
    static let stage = Text(ru: "Сотрудник переводит на стадию", en: "A person moves it to a stage")

    static let called = Text(ru: "Входящий звонок с номера {phone}", en: "Incoming call from {phone}")
    static let missedCall = Text(ru: "Пропущенный звонок с номера {phone}", en: "Missed call from {phone}")
    static let wrote = Text(ru: "Письмо от {address}", en: "Letter from {address}")
    static let letterSubject = Text(ru: "Ответ клиента", en: "The client's answer")
    static let letterText = Text(ru: "Письмо из сценария проверки.", en: "A letter of the simulated scenario.")
    static let paid = Text(ru: "Оплата {sum}", en: "Payment of {sum}")
    static let taskDone = Text(ru: "«{title}», выполняет {who}", en: "“{title}”, by {who}")
    static let answered = Text(ru: "{fields} — {who}", en: "{fields} — {who}")
    static let filled = Text(ru: "{field}: {value}", en: "{field}: {value}")
    static let moved = Text(ru: "→ «{stage}», {who}", en: "→ “{stage}”, {who}")
    static let movedFilling = Text(ru: "→ «{stage}», {who}. Заодно заполнено: {fields}", en: "→ “{stage}”, {who}. Filled in on the way: {fields}")
    static let portal = Text(ru: "портал", en: "the portal")
    static let anyText = Text(ru: "Значение из сценария", en: "A value of the scenario")
    static let fileName = Text(ru: "Файл из сценария.pdf", en: "File of the scenario.pdf")

    static let noPhone = Text(
        ru: "Позвонить некому: у элемента и его клиента нет телефона.", en: "Nobody can call: neither the item nor its client has a phone.")
    static let noAddress = Text(
        ru: "Написать некому: у элемента и его клиента нет адреса почты.", en: "Nobody can write: neither the item nor its client has an address.")
    static let noTask = Text(ru: "Открытых задач в этот момент нет.", en: "There is no open task at that moment.")
    static let noActivity = Text(ru: "Запланированных дел в этот момент нет.", en: "Nothing is planned at that moment.")
    static let noRequest = Text(ru: "Открытых запросов сведений в этот момент нет.", en: "No information request is open at that moment.")
    static let noItem = Text(
        ru: "В этой воронке элементов к этому моменту нет.", en: "There is no item in that pipeline at that moment.")
    static let noEntity = Text(
        ru: "Элементов с таким полем к этому моменту нет.", en: "There is no item with such a field at that moment.")
    static let nothingOpen = Text(ru: "Открытых элементов к этому моменту нет.", en: "No item is open at that moment.")
    static let alreadyThere = Text(ru: "Элемент уже на этой стадии.", en: "The item is on that stage already.")
    static let alreadySo = Text(ru: "В поле уже это значение.", en: "The field holds that value already.")
    static let unknown = Text(ru: "Такого события нет: {kind}.", en: "There is no such event: {kind}.")
}

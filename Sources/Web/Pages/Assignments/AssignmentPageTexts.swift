import CRM
import Kernel

/// What the pages of assignments say.
enum AssignmentPageTexts {
    static let title = Text(ru: "Задания процессов", en: "Assignments")
    static let rail = Text(ru: "Согласования", en: "Assignments")
    static let lead = Text(
        ru: "Здесь роботы ждут решений: утвердить, отклонить, ознакомиться.", en: "Here robots wait for decisions: to approve, to reject, to take note.")
    static let whoseLabel = Text(ru: "Чьи задания", en: "Whose assignments")
    static let what = Text(ru: "Задание", en: "Assignment")
    static let item = Text(ru: "Элемент", en: "Item")
    static let who = Text(ru: "Участники", en: "Asked")
    static let state = Text(ru: "Состояние", en: "State")
    static let deadline = Text(ru: "Срок", en: "Deadline")
    static let decidedAt = Text(ru: "Закрыто", en: "Closed")
    static let until = Text(ru: "Срок:", en: "Deadline:")
    static let waitFor = Text(ru: "Ждём:", en: "Waiting for:")
    static let answers = Text(ru: "Ответы", en: "Answers")
    static let answeredOf = Text(ru: "Ответили {count} из {all}", en: "{count} of {all} have answered")
    static let insteadOf = Text(ru: "передал(а) {person}", en: "handed over by {person}")
    static let comment = Text(ru: "Комментарий", en: "Comment")
    static let commentOnRejection = Text(ru: "Обязателен при отказе.", en: "Required when rejecting.")
    static let commentAlways = Text(ru: "Обязателен.", en: "Required.")
    static let handOver = Text(ru: "Передать", en: "Hand over")
    static let toWhom = Text(ru: "Кому передать", en: "To whom")
    static let delegated = Text(ru: "Задание передано", en: "The assignment is handed over")
    static let nothing = Text(ru: "Никто не ждёт вашего решения", en: "Nobody waits for your decision")
    static let nothingYet = Text(ru: "Закрытых заданий нет", en: "No closed assignments")
    static let nothingHint = Text(
        ru: "Задания ставят роботы «Утверждение» и «Ознакомление».", en: "The robots “Approval” and “Acquaint” make assignments.")
    static let waitingForMe = Text(ru: "Ждут моего решения", en: "Waiting for my decision")
    static let none = Text(
        ru: "Такого задания нет, или оно адресовано не вам.", en: "There is no such assignment, or it is not addressed to you.")
    static let notYours = Text(ru: "Передать можно своё задание или задание своего сотрудника.", en: "You may hand over your own assignment or one of your people's.")
    static let chooseAnswer = Text(ru: "Выберите ответ.", en: "Choose an answer.")
    static let choosePerson = Text(ru: "Выберите, кому передать.", en: "Choose to whom to hand it over.")

    static func part(_ part: Assignment.Part) -> Text {
        switch part {
        case .waiting: Text(ru: "Ждут ответа", en: "Waiting")
        case .closed: Text(ru: "Закрытые", en: "Closed")
        }
    }

    static func whose(_ whose: AssignmentsModel.Whose) -> Text {
        switch whose {
        case .mine: Text(ru: "Мои", en: "Mine")
        case .people: Text(ru: "Сотрудников", en: "Of my people")
        }
    }
}

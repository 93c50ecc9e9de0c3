import Kernel

package enum AssignmentTexts {
    static let notice = Text(ru: "{kind}: «{title}»", en: "{kind}: “{title}”")
    static let mention = Text(ru: "задание процесса «{title}»", en: "the assignment “{title}”")
    static let badTitle = Text(ru: "Название задания — от 1 до 500 знаков.", en: "The title takes 1 to 500 characters.")
    static let badCrowd = Text(ru: "Спросить можно от 1 до 200 человек.", en: "From 1 to 200 people can be asked.")
    static let none = Text(ru: "Такого задания нет.", en: "There is no such assignment.")
    static let closed = Text(ru: "Решение уже принято: отвечать больше не нужно.", en: "It is decided already: no answer is needed any more.")
    static let notAsked = Text(ru: "Это задание адресовано другим сотрудникам.", en: "Others are asked here.")
    static let answeredAlready = Text(ru: "Вы уже ответили.", en: "You have answered already.")
    static let wrongAnswer = Text(ru: "Такой ответ здесь не подходит.", en: "Such an answer does not fit here.")
    static let noComment = Text(ru: "Напишите комментарий: без него ответ не принимается.", en: "Write a comment: an answer needs one here.")
    static let longComment = Text(ru: "Комментарий длиннее 5000 знаков.", en: "The comment is longer than 5000 characters.")
    static let noSuchPerson = Text(ru: "Выберите работающего сотрудника.", en: "Choose somebody who works here.")
    static let askedAlready = Text(ru: "Этот сотрудник уже участвует в задании.", en: "This person is asked already.")
}

extension Assignment.Kind {
    package var title: Text {
        switch self {
        case .approval: Text(ru: "Утверждение", en: "Approval")
        case .acquaintance: Text(ru: "Ознакомление", en: "Acquaintance")
        }
    }
}

extension Assignment.State {
    package var title: Text {
        switch self {
        case .open: Text(ru: "Ждёт ответа", en: "Waits for an answer")
        case .approved: Text(ru: "Утверждено", en: "Approved")
        case .rejected: Text(ru: "Отклонено", en: "Rejected")
        case .acquainted: Text(ru: "Ознакомлены", en: "Acquainted")
        case .expired: Text(ru: "Срок прошёл", en: "Expired")
        case .cancelled: Text(ru: "Отменено", en: "Cancelled")
        }
    }
}

extension Assignment.Answer {
    package var title: Text {
        switch self {
        case .approve: Text(ru: "Утвердить", en: "Approve")
        case .reject: Text(ru: "Отклонить", en: "Reject")
        case .acquaint: Text(ru: "Ознакомлен", en: "Acquainted")
        }
    }

    /// What a person did.
    package var done: Text {
        switch self {
        case .approve: Text(ru: "Утверждено", en: "Approved")
        case .reject: Text(ru: "Отклонено", en: "Rejected")
        case .acquaint: Text(ru: "Ознакомление подтверждено", en: "Took note")
        }
    }
}

import Kernel

extension TaskTexts {
    /// Why an action is not possible, and what is.
    static func refusal(_ action: TaskAction, in state: TaskState) -> Text {
        let reason =
            switch action {
            case .start, .pause, .postpone, .complete, .submit: doers
            case .decline: responsibleOnly
            case .accept, .sendBack: controllersOnly
            case .reopen: reopeners
            case .edit, .delete: authorOnly
            case .delegate: delegators
            case .changeDeadline: deadlineMovers
            case .tick: doers
            case .comment: notFound
            }
        return reason.with(["state": state.title])
    }

    private static let doers = Text(
        ru: "Этого не сделать: задача в состоянии «{state}», а меняют её постановщик, ответственный и соисполнители.",
        en: "Not possible: the task is “{state}”, and only its author, responsible and participants may change it.")
    private static let responsibleOnly = Text(
        ru: "Отклонить задачу может только ответственный, пока она не завершена (сейчас «{state}»).",
        en: "Only the responsible may decline a task that is not finished (now “{state}”).")
    private static let controllersOnly = Text(
        ru: "Принимает или возвращает работу постановщик, когда задача ждёт контроля (сейчас «{state}»).",
        en: "Only the author accepts or returns the work, once the task awaits control (now “{state}”).")
    private static let reopeners = Text(
        ru:
            "Возобновить можно завершённую или отклонённую задачу (сейчас «{state}»); это делают постановщик и ответственный.",
        en: "A completed or declined task can be reopened (now “{state}”) by its author or responsible.")
    private static let authorOnly = Text(
        ru: "Изменить или удалить задачу может её постановщик.", en: "Only the author may edit or delete the task.")
    private static let delegators = Text(
        ru: "Передать незавершённую задачу могут постановщик и ответственный.",
        en: "The author and the responsible may hand over a task that is not completed.")
    private static let deadlineMovers = Text(
        ru: "Срок меняет постановщик. Попросите его перенести срок или разрешить это вам.",
        en: "The author changes the deadline. Ask them to move it or to let you do so.")
}

import Kernel

enum ProgramPageTexts {
    static let title = Text(ru: "Роботы и SMS приложений", en: "Robots and SMS of programs")
    static let robots = Text(ru: "Роботы и действия", en: "Robots and activities")
    static let senders = Text(ru: "Провайдеры SMS", en: "SMS providers")
    static let robot = Text(ru: "робот", en: "robot")
    static let activity = Text(ru: "действие", en: "activity")
    static let noRobots = Text(ru: "Роботов приложений пока нет", en: "No robots of programs yet")
    static let noRobotsHint = Text(
        ru: "Приложение добавляет робота само, методом bizproc.robot.add. Он появится в «+ добавить» среди остальных.",
        en: "A program adds a robot itself, by bizproc.robot.add. It then stands among the others in “+ Add”.")
    static let noSenders = Text(ru: "Провайдеров SMS пока нет", en: "No SMS providers yet")
    static let noSendersHint = Text(
        ru: "Приложение провайдера подключается методом messageservice.sender.add. Тогда заработает робот «Отправить SMS».",
        en: "A provider's program connects by messageservice.sender.add. Then the robot “Send an SMS” works.")
    static let robotDeleted = Text(
        ru: "Робот удалён. Там, где он стоит, он остановится с сообщением", en: "The robot is deleted. Where it stands it stops with a message")
    static let senderDeleted = Text(ru: "Провайдер удалён", en: "The provider is deleted")
}

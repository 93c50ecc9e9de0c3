import Kernel

package enum ProgramTexts {
    static let tooManyRobots = Text(
        ru: "Роботов приложений уже {limit}. Удалите ненужные.", en: "There are {limit} robots of programs already. Delete some first.")
    static let robotTaken = Text(
        ru: "Код «{code}» уже занят роботом или действием.", en: "The code “{code}” is taken by a robot or an activity already.")
    static let noRobot = Text(ru: "Робота с кодом «{code}» нет.", en: "There is no robot with the code “{code}”.")
    static let noPerson = Text(
        ru: "AUTH_USER_ID — номер работающего сотрудника.", en: "AUTH_USER_ID is the number of somebody who works here.")
    package static let robotGone = Text(
        ru: "Приложение удалило этого робота: «{code}» не зарегистрирован. Установите приложение снова или уберите робота.",
        en: "The program has removed this robot: “{code}” is not registered. Install the program again or take the robot away.")
    package static let notWaiting = Text(
        ru: "Робот уже не ждёт этого ответа.", en: "The robot does not wait for this answer any more.")
    static let badOption = Text(
        ru: "Имя параметра: от 1 до 255 знаков, значение — до 64 КБ.", en: "The name of an option is 1 to 255 characters long, its value up to 64 KB.")
    static let tooManyOptions = Text(
        ru: "Параметров уже {limit}. Удалите ненужные.", en: "There are {limit} options already. Remove some first.")
    static let tooManySenders = Text(
        ru: "Провайдеров SMS уже {limit}. Удалите ненужных.", en: "There are {limit} SMS providers already. Delete some first.")
    static let senderTaken = Text(ru: "Провайдер «{code}» уже есть.", en: "There is a provider “{code}” already.")
    static let noSender = Text(ru: "Провайдера «{code}» нет.", en: "There is no provider “{code}”.")
}

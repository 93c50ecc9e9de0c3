import Kernel

package enum SimulationTexts {
    static let receiverDown = Text(
        ru: "По условиям проверки получатель не отвечает.", en: "In this simulation the receiver does not answer.")
    static let stubAnswer = Text(ru: "принято (проверка)", en: "accepted (simulation)")
    static let automation = Text(ru: "Автоматизация элемента", en: "Automation of the item")

    package static func tooManySteps(_ limit: Int) -> Text {
        Text(
            ru: "Роботы сделали больше \(limit) шагов: похоже, они ходят по кругу. Показано то, что было до этого.",
            en: "Robots made over \(limit) steps: they seem to go round in circles. What happened before is shown.")
    }

    package static func tooManyItems(_ limit: Int) -> Text {
        Text(
            ru: "Роботы создали больше \(limit) элементов: похоже, они размножаются без конца. Показано то, что было до этого.",
            en: "Robots made over \(limit) items: they seem to multiply without end. What happened before is shown.")
    }

    package static func tooLong(_ seconds: Int64) -> Text {
        Text(
            ru: "Проверка заняла больше \(seconds) с и остановлена. Показано то, что успело произойти. Уменьшите число дней.",
            en: "The simulation took over \(seconds) s and was stopped. What happened until then is shown. Choose fewer days.")
    }

    package static let yoursRuns = Text(
        ru: "Ваша прошлая проверка ещё идёт. Подождите несколько секунд.", en: "Your last simulation is still running. Wait some seconds.")
    package static let othersRun = Text(
        ru: "Сейчас проверяют другие. Повторите через несколько секунд.", en: "Others are simulating now. Try again in some seconds.")
}

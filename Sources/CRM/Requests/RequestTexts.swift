import Kernel

enum RequestTexts {
    static let nobody = Text(
        ru: "Некого спросить: укажите, кто заполнит поля.", en: "There is nobody to ask: choose who fills in the fields.")
}

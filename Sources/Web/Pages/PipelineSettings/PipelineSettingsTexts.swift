import Kernel

enum PipelineSettingsTexts {
    static let add = Text(ru: "Новая воронка сделок", en: "New deal pipeline")
    static let name = Text(ru: "Название воронки", en: "Name of the pipeline")
    static let nameEnglish = Text(ru: "По-английски", en: "In English")
    static let stages = Text(ru: "Стадии", en: "Stages")
    static let stage = Text(ru: "Стадия", en: "Stage")
    static let stageEnglish = Text(ru: "По-английски", en: "In English")
    static let color = Text(ru: "Цвет", en: "Colour")
    static let kind = Text(ru: "Вид", en: "Kind")
    static let items = Text(ru: "Элементов", en: "Items")
    static let up = Text(ru: "Выше", en: "Move up")
    static let down = Text(ru: "Ниже", en: "Move down")
    static let process = Text(ru: "в работе", en: "in progress")
    static let success = Text(ru: "успех", en: "success")
    static let failure = Text(ru: "провал", en: "failure")
    static let newStage = Text(ru: "Новая стадия", en: "New stage")
    static let newStageHint = Text(ru: "Встанет последней среди своего вида, потом её можно перетащить.", en: "Becomes the last of its kind; drag it afterwards.")
    static let order = Text(
        ru: "Перетаскивайте стадии мышью. Порядок: сначала рабочие, потом одна успешная, потом неуспешные.",
        en: "Drag the stages. The order: those in progress, one success, failures.")
    static let created = Text(ru: "Воронка создана. Назовите стадии", en: "The pipeline is made. Name its stages")
    static let deleted = Text(ru: "Воронка удалена", en: "The pipeline is deleted")
    static let stageDeleted = Text(ru: "Стадия удалена", en: "The stage is deleted")
    static let deletePipeline = Text(ru: "Удалить воронку", en: "Delete the pipeline")
    static let robots = Text(ru: "Роботы этой воронки", en: "Robots of this pipeline")
    static let firstStage = Text(ru: "Новая", en: "New")
    static let secondStage = Text(ru: "В работе", en: "In progress")
    static let wonStage = Text(ru: "Сделка успешна", en: "Deal won")
    static let lostStage = Text(ru: "Сделка провалена", en: "Deal lost")
}

import Kernel

enum PipelineTexts {
    static let noPipeline = Text(
        ru: "Воронки «{pipeline}» нет. Обновите страницу и выберите другую", en: "There is no pipeline “{pipeline}”. Reload the page and choose another")
    static let noStage = Text(
        ru: "Стадии «{stage}» нет в воронке «{pipeline}»", en: "There is no stage “{stage}” in the pipeline “{pipeline}”")
    static let foreignStage = Text(
        ru: "Стадия «{stage}» относится к воронке «{other}», а элемент идёт по воронке «{pipeline}». Сначала смените воронку",
        en: "The stage “{stage}” belongs to the pipeline “{other}”, this item follows “{pipeline}”. Change the pipeline first")
    static let noName = Text(ru: "Дайте название", en: "Give it a name")
    static let longName = Text(ru: "Название длиннее {limit} знаков, сократите его", en: "The name has more than {limit} characters, shorten it")
    static let badColor = Text(ru: "Цвет «{color}»: укажите его как #39a8ef", en: "Colour “{color}”: write it as #39a8ef")
    static let badCode = Text(
        ru: "Код стадии «{code}»: латинские заглавные буквы, цифры и «_», не больше 40 знаков",
        en: "Stage code “{code}”: capital Latin letters, digits and “_”, 40 characters at most")
    static let takenCode = Text(
        ru: "Стадия с кодом «{code}» уже есть в воронке «{pipeline}»", en: "The pipeline “{pipeline}” has a stage with the code “{code}” already")
    static let oneSuccess = Text(
        ru: "В воронке «{pipeline}» должна быть ровно одна успешная стадия, сейчас их {count}",
        en: "The pipeline “{pipeline}” needs exactly one success stage, it has {count}")
    static let noProcess = Text(
        ru: "В воронке «{pipeline}» нужна хотя бы одна рабочая стадия", en: "The pipeline “{pipeline}” needs at least one stage in progress")
    static let wrongOrder = Text(
        ru: "Порядок стадий: сначала рабочие, потом успешная, потом неуспешные. Переставьте «{stage}»",
        en: "Stages go in this order: in progress, success, failures. Move “{stage}”")
    static let incompleteOrder = Text(
        ru: "Список стадий устарел: обновите страницу и повторите", en: "The list of stages is out of date: reload the page and try again")
    static let occupied = Text(
        ru: "На стадии «{stage}» элементов: {count}. Переместите их и повторите удаление",
        en: "Items in the stage “{stage}”: {count}. Move them, then delete it")
    static let pipelineOccupied = Text(
        ru: "В воронке «{pipeline}» элементов: {count}. Переместите их и повторите удаление",
        en: "Items in the pipeline “{pipeline}”: {count}. Move them, then delete it")
    static let leadsHaveOne = Text(ru: "У лидов одна воронка", en: "Leads have one pipeline")
    static let firstStays = Text(
        ru: "Основную воронку удалить нельзя, её можно переименовать", en: "The main pipeline cannot be deleted, but you can rename it")
}

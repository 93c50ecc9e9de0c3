import Automation
import CRM
import Kernel

/// Every robot and trigger of the product, in the order in which «+ добавить» offers them. A new one is its file and a line here.
package enum PortalCatalog {
    /// Whatever robots send through; the simulator has a stub for each.
    package static let connectors: [ConnectorKind] = [.webhook, .mail, .sms, .program]

    static func make(portal: Portal, items: ItemStore, outlets: Outlets) -> Automation.Catalog {
        Automation.Catalog(
            groups: [
                RobotGroup(
                    Text(ru: "Сотрудникам", en: "For colleagues"),
                    [
                        CreateTask(portal: portal), Notify(portal: portal), NotifySupervisor(portal: portal),
                        SendSocialMessage(portal: portal), RequestActivity(portal: portal), CompleteTasks(portal: portal),
                    ]),
                RobotGroup(
                    Text(ru: "Вопросы и решения", en: "Questions and decisions"),
                    [Approve(portal: portal), Acquaint(portal: portal), RequestInformation(portal: portal)]),
                RobotGroup(
                    Text(ru: "Работа с клиентом", en: "Work with the client"),
                    [
                        SendMail(portal: portal, items: items, outlets: outlets), SendSMS(portal: portal, items: items, outlets: outlets),
                        PlanCall(portal: portal), PlanMeeting(portal: portal), PlanToDo(portal: portal),
                        ModifyClient(entity: .contact, portal: portal, items: items),
                        ModifyClient(entity: .company, portal: portal, items: items),
                    ]),
                RobotGroup(
                    Text(ru: "Этот элемент", en: "This item"),
                    [
                        ChangeStage(portal: portal, items: items), ModifyItem(portal: portal, items: items),
                        ChangeResponsible(portal: portal, items: items), ChangePipeline(portal: portal, items: items),
                        ChangeOriginalStage(portal: portal, items: items), AddProduct(portal: portal, items: items),
                        RemoveProducts(portal: portal, items: items), AddComment(portal: portal), AddHistoryEntry(portal: portal),
                        DeleteItem(portal: portal, items: items),
                    ]),
                RobotGroup(
                    Text(ru: "Новые элементы", en: "New items"),
                    [CopyDeal(portal: portal, items: items), ConvertLead(portal: portal, items: items)]
                        + EntityType.allCases.map { CreateItem(entity: $0, portal: portal, items: items) }),
                RobotGroup(
                    Text(ru: "Данные и расчёты", en: "Data and calculations"),
                    [ChooseEmployee(), Calculate(), SetVariable(portal: portal)]),
                RobotGroup(Text(ru: "Процессы", en: "Processes"), [StartProcess(), StopProcess()]),
                RobotGroup(Text(ru: "Другие программы", en: "Other programs"), [OutgoingWebhook()]),
            ],
            triggers: [
                IncomingCallTrigger(),
                MissedCallTrigger(),
                IncomingMailTrigger(),
                WebFormTrigger(),
                FieldFilledTrigger(),
                FieldChangedTrigger(),
                OutgoingCallTrigger(),
                OutgoingMailTrigger(),
                ActivityCompletedTrigger(),
                ResponsibleChangedTrigger(),
                TaskStatusTrigger(),
                TaskOverdueTrigger(),
                PaymentTrigger(),
                WebhookTrigger(),
            ],
            connectors: outlets.connectors,
            shelf: ProgramShelf(portal: portal, catalog: items.catalog, isRehearsal: outlets.isRehearsal))
    }
}

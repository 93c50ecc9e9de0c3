import Automation
import CRM

/// Every robot and trigger of the product, in the order in which «+ добавить» offers them. A new one is its file and a line here.
package enum PortalCatalog {
    package static func make(portal: Portal, items: ItemStore) -> Automation.Catalog {
        Automation.Catalog(
            robots: [
                CreateTask(portal: portal),
                Notify(portal: portal),
                NotifySupervisor(portal: portal),
                PlanCall(portal: portal),
                RequestActivity(portal: portal),
                RequestInformation(portal: portal),
                SendSocialMessage(portal: portal),
                ChangeStage(portal: portal, items: items),
                ModifyItem(portal: portal, items: items),
                ChangeResponsible(portal: portal, items: items),
                ChangeOriginalStage(portal: portal, items: items),
                CopyDeal(portal: portal, items: items),
                ConvertLead(portal: portal, items: items),
                OutgoingWebhook(),
            ],
            triggers: [
                IncomingCallTrigger(),
                MissedCallTrigger(),
                IncomingMailTrigger(),
                WebFormTrigger(),
                FieldFilledTrigger(),
                FieldChangedTrigger(),
                TaskStatusTrigger(),
                PaymentTrigger(),
                WebhookTrigger(),
            ])
    }
}

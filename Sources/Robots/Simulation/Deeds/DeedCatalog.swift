import Automation
import CRM

/// Everything that can happen in a scenario, in the order in which the list offers it. A new one is its file and a line here.
package enum DeedCatalog {
    package static func make(portal: Portal, items: ItemStore) -> [any Deed] {
        [
            ClientCalls(portal: portal, items: items, isMissed: false),
            ClientCalls(portal: portal, items: items, isMissed: true),
            ClientWrites(portal: portal, items: items),
            ClientPays(portal: portal, items: items),
            TaskDone(portal: portal),
            ActivityDone(portal: portal),
            RequestFilled(portal: portal, items: items),
            DecisionGiven(portal: portal, isApproved: true),
            DecisionGiven(portal: portal, isApproved: false),
            FieldFilled(portal: portal, items: items),
            MovedByHand(portal: portal, items: items),
        ]
    }
}

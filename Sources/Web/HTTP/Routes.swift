/// Every page of the portal. A new page is one folder in `Pages` and one line here.
package let portalRoutes: [Route] =
    LivePage.routes + SignInPage.routes + FirstRunPage.routes + ItemSectionPage.routes + KanbanPage.routes + SearchPage.routes
    + ItemCardPage.routes + ItemFormPage.routes + RequestPage.routes + FilePage.routes

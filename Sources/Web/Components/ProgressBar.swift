extension HTML {
    /// How much of something is done, 0…100.
    package static func progressBar(percent: Int, label: String) -> HTML {
        """
        <div class="progress"><progress max="100" value="\(min(100, max(0, percent)))" aria-label="\(label)"></progress>\
        <span>\(label)</span></div>
        """
    }
}

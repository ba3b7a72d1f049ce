/// One fact of a report: what it is, and the fact.
typealias ReportLine = (label: String, value: String)

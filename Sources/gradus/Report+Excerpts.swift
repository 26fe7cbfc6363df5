import GradeModel
import PluginHost

extension GradedReport {
  /// The student's own lines about the places that her report names. A place that only the whole report has takes no room
  /// of theirs.
  func excerpts(from submission: Submission) -> [Excerpt] { told.excerpts(from: submission) }
}

extension Report {
  fileprivate func excerpts(from submission: Submission) -> [Excerpt] {
    let wrong = checks.filter { !$0.outcome.mayEarn }
    let named = [obstacle?.place] + checks.map(\.place) + wrong.map { sources.line(of: $0) }
    var places: [Place] = []
    for case let place? in named where !places.contains(place) { places.append(place) }
    return places.prefix(Self.mostExcerpts).compactMap { place in
      let file = submission.files.first { $0.path.utf8.elementsEqual(place.file.utf8) }
      return file.flatMap { Excerpt(place, in: $0.bytes) }
    }
  }

  private static let mostExcerpts = 6
}

extension Excerpt {
  /// The lines from three before a place to two after; nil if the source has no such line.
  fileprivate init?(_ place: Place, in bytes: [UInt8]) {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard (1...lines.count).contains(place.line) else { return nil }
    let range = max(0, place.line - 4)..<min(lines.count, place.line + 2)
    self.init(
      place: place, first: range.lowerBound + 1, lines: lines[range].map { String(decoding: $0, as: UTF8.self) })
  }
}

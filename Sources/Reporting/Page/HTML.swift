package import GradeModel
internal import Mustache

/// The report as a page of its own: one file, without script, that asks nothing of a network.
package struct HTML: Sendable {
  private let template: MustacheTemplate

  /// - Parameter template: the page's text, `templates/report/page.html.mustache`.
  package init(template: String) throws(HTMLError) {
    self.template = try Self.template(template)
  }

  /// Reads the text of a page.
  static func template(_ text: String) throws(HTMLError) -> MustacheTemplate {
    MustacheContentTypes.register(PageText(), named: PageText.name)
    // Without our own escaping nothing is written.
    guard text.hasPrefix("{{% CONTENT_TYPE:\(PageText.name)}}") else { throw .unreadable }
    do {
      return try MustacheTemplate(string: text)
    } catch {
      throw .unreadable
    }
  }

  /// Returns the page: the same bytes for the same report and command.
  ///
  /// - Parameter command: the command that a finding is looked at again with; by default it names the submission's file,
  ///   or the folder that the reader is in.
  package func document(for report: Report, command: Reproduction? = nil) -> String {
    template.render(Page(report, command ?? Reproduction(for: report)))
  }

  /// The beginning of every page of ours.
  static let beginning =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"gradus\" content=\""

  /// Returns the identity of a page of ours, as markup; nil for any other file.
  static func identity(_ bytes: [UInt8]) -> String? {
    guard bytes.starts(with: beginning.utf8) else { return nil }
    return String(decoding: bytes.dropFirst(beginning.utf8.count).prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
  }
}

/// A failure to make pages.
package enum HTMLError: Error, Equatable, CustomStringConvertible {
  /// The template of the installation is missing or damaged.
  case unreadable

  package var description: String { Wording.noPage }
}

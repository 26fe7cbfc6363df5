import PluginHost
import Reporting

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension HTML {
  /// The pages of an installation; their template is read once.
  init(of installation: Installation) throws(Failure) {
    let path = "\(installation.templates)/report/page.html.mustache"
    let template = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
    do {
      try self.init(template: template)
    } catch {
      throw .grader(error.description)
    }
  }
}

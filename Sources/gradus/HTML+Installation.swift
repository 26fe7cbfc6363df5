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
    do {
      try self.init(template: installation.template("page"))
    } catch {
      throw .grader(error.description)
    }
  }
}

extension ClassPage {
  /// The class's page of an installation.
  init(of installation: Installation) throws(Failure) {
    do {
      try self.init(template: installation.template("class"))
    } catch {
      throw .grader(error.description)
    }
  }
}

extension Installation {
  /// Returns the text of a page; empty if it cannot be read.
  fileprivate func template(_ name: String) -> String {
    let path = "\(templates)/report/\(name).html.mustache"
    return FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}

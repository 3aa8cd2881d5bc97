import ArgumentParser

struct AdapterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adapter",
    abstract: "The file that a host needs to draw figures and prove lessons by itself.",
    discussion: """
      What stands at its top says where it goes. In each host a false number ends the build, under the host's own \
      settings, with the lesson's file, line and column. mdBook needs no file: its preprocessor is 'edgewise mdbook'.

      EXAMPLES:
        edgewise adapter pandoc > edgewise.lua              Pandoc, Quarto, R Markdown
        edgewise adapter mkdocs > edgewise_mkdocs.py        hooks: [edgewise_mkdocs.py]
        edgewise adapter sphinx > edgewise_sphinx.py        extensions = ["edgewise_sphinx"]
        edgewise adapter jupyter > edgewise_jupyter.py      %load_ext edgewise_jupyter
        edgewise adapter pre-commit > .pre-commit-config.yaml
        edgewise adapter github > .github/workflows/lessons.yml
      """)

  enum Host: String, ExpressibleByArgument, CaseIterable {
    case pandoc, mkdocs, sphinx, jupyter
    case preCommit = "pre-commit"
    case github

    fileprivate var file: [UInt8] {
      switch self {
      case .pandoc: PackageResources.pandoc_lua
      case .mkdocs: Self.module(PackageResources.mkdocs_py)
      case .sphinx: Self.module(PackageResources.sphinx_py)
      case .jupyter: Self.module(PackageResources.jupyter_py)
      case .preCommit: PackageResources.pre_commit_yaml
      case .github: PackageResources.github_yml
      }
    }

    /// A part of the Python package as a file of its own: its head, what all parts share, and the rest.
    private static func module(_ part: [UInt8]) -> [UInt8] {
      let mark = Array("from edgewise import ".utf8)
      guard let start = part.firstRange(of: mark)?.lowerBound,
        let end = part[start...].firstIndex(of: UInt8(ascii: "\n"))
      else { return part }
      let shared = PackageResources.edgewise_py
      // Without its own head.
      let body = shared.firstIndex(of: UInt8(ascii: "\n")).map { shared[($0 + 1)...] } ?? shared[...]
      return Array(part[..<start] + body + part[(end + 1)...])
    }
  }

  @Argument(help: "pandoc, mkdocs, sphinx, jupyter, pre-commit or github.")
  var host: Host

  func run() throws { try Console.write(data: host.file) }
}

// The library's one import: the modules that have public types.
@_exported import Autodiff
@_exported import Depiction
@_exported import FlowLanguage
@_exported import Pictures
@_exported import Renderers
@_exported import Training
@_exported import Verification

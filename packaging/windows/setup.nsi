; The setup program of Windows, made on Linux: makensis -DVERSION=… -DNUMBERS=a.b.c.d -DFILES=folder -DOUT=file -DKILOBYTES=… setup.nsi
Unicode true
Target amd64-unicode
!include MUI2.nsh
!include x64.nsh

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Skladbridge"
!define PAGE "http://127.0.0.1:8710/"
!define MACHINE '"$INSTDIR\node.exe" "$INSTDIR\machine.mjs"'

Name "Skladbridge ${VERSION}"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\Skladbridge"
InstallDirRegKey HKLM "${KEY}" "InstallLocation"
RequestExecutionLevel admin
SetCompressor /SOLID lzma
ManifestDPIAware true
VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "Skladbridge"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Skladbridge"
VIAddVersionKey LegalCopyright "MIT"

!define MUI_FINISHPAGE_RUN "$INSTDIR\first-visit.cmd"
!define MUI_FINISHPAGE_RUN_TEXT $(OpenPage)
!insertmacro MUI_PAGE_LICENSE "${FILES}\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Bulgarian"
!insertmacro MUI_LANGUAGE "English"
LangString OpenPage ${LANG_BULGARIAN} "Отваряне на страницата"
LangString OpenPage ${LANG_ENGLISH} "Open the page"
LangString FirstVisit ${LANG_BULGARIAN} "Първи вход"
LangString FirstVisit ${LANG_ENGLISH} "First visit"
LangString Kept ${LANG_BULGARIAN} "Данните остават в"
LangString Kept ${LANG_ENGLISH} "Data are kept in"

!macro StopAndClear
  IfFileExists "$INSTDIR\machine.mjs" 0 +3
  nsExec::ExecToLog '${MACHINE} stop'
  Sleep 1500
  ; What an earlier version has left must not be found by a later one.
  RMDir /r "$INSTDIR\src"
  RMDir /r "$INSTDIR\program"
  RMDir /r "$INSTDIR\dist"
  RMDir /r "$INSTDIR\node_modules"
  RMDir /r "$INSTDIR\docs"
  RMDir /r "$INSTDIR\recipes"
  Delete "$INSTDIR\running.md"
!macroend

Section
  SetShellVarContext all
  SetRegView 64
  !insertmacro StopAndClear
  SetOutPath "$INSTDIR"
  File /r "${FILES}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  nsExec::ExecToLog '${MACHINE} install "$INSTDIR"'
  CreateDirectory "$SMPROGRAMS\Skladbridge"
  WriteINIStr "$SMPROGRAMS\Skladbridge\Skladbridge.url" "InternetShortcut" "URL" "${PAGE}"
  CreateShortCut "$SMPROGRAMS\Skladbridge\$(FirstVisit).lnk" "$INSTDIR\first-visit.cmd"
  WriteRegStr HKLM "${KEY}" "DisplayName" "Skladbridge"
  WriteRegStr HKLM "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${KEY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKLM "${KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${KEY}" "NoRepair" 1
  SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=5000
SectionEnd

Section "Uninstall"
  SetShellVarContext all
  SetRegView 64
  nsExec::ExecToLog '${MACHINE} stop'
  nsExec::ExecToLog '${MACHINE} remove "$INSTDIR"'
  Sleep 1500
  RMDir /r "$SMPROGRAMS\Skladbridge"
  ; Only what was laid down: somebody may have chosen a folder that holds more.
  RMDir /r "$INSTDIR\src"
  RMDir /r "$INSTDIR\program"
  RMDir /r "$INSTDIR\dist"
  RMDir /r "$INSTDIR\node_modules"
  RMDir /r "$INSTDIR\docs"
  Delete "$INSTDIR\*.cmd"
  Delete "$INSTDIR\node.exe"
  Delete "$INSTDIR\machine.mjs"
  Delete "$INSTDIR\task.xml"
  Delete "$INSTDIR\package.json"
  Delete "$INSTDIR\LICENSE*"
  Delete "$INSTDIR\CHANGELOG.md"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKLM "${KEY}"
  SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 "STR:Environment" /TIMEOUT=5000
  DetailPrint "$(Kept) $APPDATA\Skladbridge"
SectionEnd

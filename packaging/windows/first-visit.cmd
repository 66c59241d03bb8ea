@echo off
rem Opens the page, and shows the code with which the owner's account is made while there is none (for administrators).
chcp 65001 >nul
set "CODE=%ProgramData%\Skladbridge\setup-code.txt"
ping -n 6 127.0.0.1 >nul
start "" http://127.0.0.1:8710/
if exist "%CODE%" (
  echo Код за първия вход / code of the first visit:
  type "%CODE%"
) else (
  echo Има вече потребител, или прозорецът не е на администратор.
  echo There is an account already, or this window is not an administrator's.
)
pause

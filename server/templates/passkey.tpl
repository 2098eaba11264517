{{%AUTOESCAPE context="HTML"}}<form method="post" action="{{ACTION}}" class="narrow" data-passkey="ask" data-button="{{BUTTON}}" data-challenge="{{CHALLENGE}}" data-party="{{PARTY}}" data-known="{{KNOWN}}" data-verification="{{VERIFICATION}}" data-nothing="No passkey was used: none was chosen, or it took too long. Try again, or come in another way." hidden>
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<input type="hidden" name="return" value="{{RETURN}}">
{{#STEP_BEFORE}}<input type="hidden" name="ticket" value="{{TICKET}}">{{/STEP_BEFORE}}
<input type="hidden" name="challenge" value="{{SEALED}}">
<input type="hidden" name="credential">
<input type="hidden" name="client_data">
<input type="hidden" name="authenticator_data">
<input type="hidden" name="signature">
<input type="hidden" name="user">
</form>

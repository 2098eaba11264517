{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="/settings">Settings</a></p>
<h1>Mail</h1>
{{#SAVED}}<p class="notice" role="status">Saved.</p>{{/SAVED}}
{{#NO_MAIL_SERVER}}<p class="notice">{{NODE_NAME}} sends no mail at present. What you choose here counts as soon as it does.</p>{{/NO_MAIL_SERVER}}
{{#SCHOOL}}<p class="quiet">To change your address you have to have signed in a few minutes ago: <a href="/sign-in/school?return={{BACK}}">sign in with {{SCHOOL_NAME}} once more</a>.</p>{{/SCHOOL}}
<h2>Your address</h2>
<p class="quiet">Nobody else sees it. Leave it empty if you want no mail.</p>
<form method="post" action="/settings/mail/address" class="narrow">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="address">Mail address</label>
{{#ADDRESS_PROBLEM}}<p class="problem" id="mail-problem">{{WORDS}}</p>{{/ADDRESS_PROBLEM}}
<input id="address" name="address" type="email" value="{{ADDRESS}}" autocomplete="email" aria-describedby="mail-problem"{{#ADDRESS_PROBLEM}} aria-invalid="true"{{/ADDRESS_PROBLEM}}>
{{#WITH_PASSWORD}}<label for="password">Your password, so that nobody else changes it</label>
<input id="password" name="password" type="password" autocomplete="current-password" required aria-describedby="mail-problem">{{/WITH_PASSWORD}}
<button>Save the address</button>
</form>
{{#WEEKLY}}<h2>Weekly mail</h2>
<form method="post" action="/settings/mail/weekly">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
{{#ON}}<input type="hidden" name="weekly" value="off">
<p>Each week a mail tells you what happened.</p>
<button class="second">End the weekly mail</button>{{/ON}}
{{#OFF}}<input type="hidden" name="weekly" value="on">
<p>You get no weekly mail.</p>
<button class="second">Send me the weekly mail</button>{{/OFF}}
</form>{{/WEEKLY}}
